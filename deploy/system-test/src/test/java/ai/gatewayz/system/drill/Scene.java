package ai.gatewayz.system.drill;

import java.time.Duration;
import java.util.Set;

/**
 * A while of the drill.
 *
 * @param lasts from its beginning until what was broken is mended
 * @param alerts that must fire in it, each with its provider if it has one; no other may
 * @param meanwhile what goes on in it, again and again, at most once a second
 */
record Scene(
    String name, Duration lasts, Set<String> alerts, Step begin, Step meanwhile, Step mend) {

  /** Something that is done to the stack. */
  interface Step {
    void take() throws Exception;
  }

  /** Nothing is broken. */
  static Scene calm(String name, Duration lasts) {
    return new Scene(name, lasts, Set.of(), () -> {}, () -> {}, () -> {});
  }
}
