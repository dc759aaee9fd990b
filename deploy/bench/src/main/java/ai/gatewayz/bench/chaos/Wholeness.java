package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether lists tell the truth: each replica of a service, asked for its whole list, tells of every
 * offer that there is, of none that there is not any more, and of each the state that it is in, and
 * gateway and catalog its price.
 */
final class Wholeness {

  private final World world;
  private final Lists lists = new Lists();

  /** Since when a service's lists are whole, and what was wrong with them last. */
  private final Map<Service, Long> whole = new EnumMap<>(Service.class);

  private final Map<Service, Map<String, String>> wrong = new EnumMap<>(Service.class);

  Wholeness(World world) {
    this.world = world;
  }

  /**
   * Watches until all lists have been whole for a while.
   *
   * @param from when counting begins
   * @param heldNanos how long they have to stay whole: one that is right by chance is not
   * @return seconds from then until each service's lists were whole for good; infinite where they
   *     never were
   */
  Map<Service, Double> await(
      Map<String, Offers.Line> truth, boolean strangers, long from, long heldNanos, long mostNanos)
      throws InterruptedException {
    whole.clear();
    long now = System.nanoTime();
    while (now - from < mostNanos && !heldSince(now - heldNanos)) {
      for (Service service : Service.values()) {
        look(service, truth, strangers);
      }
      Thread.sleep(250);
      now = System.nanoTime();
    }
    Map<Service, Double> seconds = new HashMap<>();
    for (Service service : Service.values()) {
      Long since = whole.get(service);
      seconds.put(
          service, since == null ? Double.POSITIVE_INFINITY : Math.max(0, (since - from) / 1e9));
    }
    return seconds;
  }

  private boolean heldSince(long then) {
    return whole.size() == Service.values().length
        && whole.values().stream().allMatch(since -> since <= then);
  }

  private void look(Service service, Map<String, Offers.Line> truth, boolean strangers)
      throws InterruptedException {
    Map<String, String> found = new HashMap<>();
    for (Replica each : world.replicas(service)) {
      try {
        found.putAll(lists.of(each).wrong(truth, strangers));
      } catch (IOException e) {
        found.put(each.name(), "does not answer: " + e);
      }
    }
    wrong.put(service, found);
    if (found.isEmpty()) {
      whole.putIfAbsent(service, System.nanoTime());
    } else {
      whole.remove(service);
    }
  }

  /** What was wrong when it was looked last; at most some of it. */
  String complaint(Service service) {
    Map<String, String> found = wrong.getOrDefault(service, Map.of());
    return found.size()
        + " wrong: "
        + found.entrySet().stream().limit(5).map(Object::toString).toList();
  }
}
