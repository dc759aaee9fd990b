package ai.gatewayz.bench.world;

import ai.gatewayz.local.launcher.Service;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a world is made of.
 *
 * @param replicas how many of each service
 * @param clocks whether each service has a clock of its own that can be set
 * @param smallDisk whether PostgreSQL has a disk of its own that can be filled
 */
public record WorldOptions(Map<Service, Integer> replicas, boolean clocks, boolean smallDisk) {

  /** One of each, and two gateways: what stays when one is gone. */
  public static WorldOptions usual() {
    return new WorldOptions(
        Map.of(Service.CATALOG, 1, Service.HEALTH, 1, Service.GATEWAY, 2), false, false);
  }

  /** The same with more of one. */
  public WorldOptions with(int count, Service service) {
    Map<Service, Integer> changed = new TreeMap<>(replicas);
    changed.put(service, count);
    return new WorldOptions(changed, clocks, smallDisk);
  }

  public WorldOptions withClocks() {
    return new WorldOptions(replicas, true, smallDisk);
  }

  public WorldOptions withSmallDisk() {
    return new WorldOptions(replicas, clocks, true);
  }
}
