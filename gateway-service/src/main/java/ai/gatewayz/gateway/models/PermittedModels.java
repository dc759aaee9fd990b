package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.routing.Permit;
import java.util.Map;
import java.util.function.Function;

/**
 * What callers of limited keys may see of one index. Making it walks all models: it is kept for
 * those permits that were asked for last, and many keys have the same one.
 */
final class PermittedModels {

  private static final int KEPT = 8;

  private final Map<Permit, ModelIndex> kept = new Recent<>(KEPT);

  /** Of two threads that ask at once, both make the same. */
  ModelIndex of(Permit permit, Function<Permit, ModelIndex> making) {
    ModelIndex known = find(permit);
    if (known == null) {
      known = making.apply(permit);
      keep(permit, known);
    }
    return known;
  }

  private synchronized ModelIndex find(Permit permit) {
    return kept.get(permit);
  }

  private synchronized void keep(Permit permit, ModelIndex made) {
    kept.put(permit, made);
  }
}
