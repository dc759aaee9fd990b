package ai.gatewayz.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who of a fleet watches which offers. */
final class Ownership {

  static final String GROUP = "gatewayz-health";

  /** Longer than the counts of the replicas are kept before they are counted anew. */
  static final Duration STEADY = Duration.ofSeconds(6);

  private Ownership() {}

  /**
   * Waits until all replicas have offers, as many as Kafka gave them, and together all that are
   * listed: not once, since counts of different moments may add up by chance, but for a while.
   */
  static void everyOfferHasOneOwner(
      HealthGround ground, List<HealthReplica> replicas, Duration within) {
    await()
        .atMost(within)
        .during(STEADY)
        .untilAsserted(
            () -> {
              List<Long> owned = new ArrayList<>();
              for (HealthReplica each : replicas) {
                owned.add(each.owned());
              }
              assertTrue(owned.stream().allMatch(each -> each > 0), owned::toString);
              assertEquals(
                  ground.listed(),
                  owned.stream().mapToLong(Long::longValue).sum(),
                  owned::toString);
              assertEquals(ground.shares(GROUP), owned.stream().sorted().toList());
            });
  }
}
