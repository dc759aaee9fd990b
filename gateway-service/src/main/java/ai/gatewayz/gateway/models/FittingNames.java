package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.routing.Permit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Remembers which names fit the patterns of keys: models come and go by the minute, their names do
 * not change, and a list has tens of thousands for up to a hundred patterns. Any thread may ask.
 */
final class FittingNames {

  private static final int KEPT = 16;

  /**
   * More than the largest lists have; what is beyond is looked at each time. All together are at
   * most 400,000 entries.
   */
  private static final int MOST_NAMES = 25_000;

  private final Map<Patterns, Map<String, Boolean>> known = new Recent<>(KEPT);

  /** The same as {@link Permit#allows}. */
  Predicate<Offer> of(Permit permit) {
    Predicate<String> models = of(permit.models());
    Predicate<String> providers = of(permit.providers());
    return offer -> models.test(offer.model()) && providers.test(offer.provider());
  }

  private Predicate<String> of(Patterns patterns) {
    Map<String, Boolean> names = names(patterns);
    return name -> {
      Boolean fits = names.get(name);
      if (fits == null) {
        fits = patterns.allow(name);
        if (names.size() < MOST_NAMES) {
          names.put(name, fits);
        }
      }
      return fits;
    };
  }

  private synchronized Map<String, Boolean> names(Patterns patterns) {
    return known.computeIfAbsent(patterns, any -> new ConcurrentHashMap<>());
  }
}
