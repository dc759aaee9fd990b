package ai.gatewayz.health.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However long a provider was away: what callers use there is looked at soon after its return. */
class ReturnTest {

  private static final Duration CALM = Duration.ofHours(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int USED = 6;

  private final World world =
      new World(Configs.providers(Set.of("together", "fireworks")), Map.of());

  private Truth listed(String provider, int number) {
    Truth truth = new Truth(Offers.chat(provider, "a/" + number), Duration.ofMillis(400));
    world.list(truth);
    return truth;
  }

  private Truth used(String provider, int number) {
    Truth truth = listed(provider, number);
    world.use(truth, Duration.ofMillis(250 + 1_700L * number), Duration.ofSeconds(20));
    return truth;
  }

  private Watched watched(Truth truth) {
    return world.verdicts().find(truth.offer().key()).orElseThrow();
  }

  /**
   * @param others offers of the provider that nobody uses
   */
  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, PT10M, 40",
    "SERVER_ERROR, PT1H, 40",
    "HTML, PT24H, 40",
    "OVERLOADED, PT10M, 0",
    "SERVER_ERROR, PT1H, 0",
    "SERVER_ERROR, PT24H, 0"
  })
  void whatIsUsedIsLookedAtWithinAMinuteOfItsProvidersReturn(
      Condition condition, Duration away, int others) {
    List<Truth> used = new ArrayList<>();
    for (int i = 0; i < USED; i++) {
      used.add(used("together", i));
    }
    for (int i = 0; i < others; i++) {
      listed("together", USED + i);
    }
    returns("together", used, condition, away);
  }

  /** Too few to tell that it is their provider that fails, next to others that answer. */
  @ParameterizedTest
  @CsvSource({"1, PT1H", "1, PT24H", "3, PT10M", "3, PT24H"})
  void soAreAFewThatFailTogether(int few, Duration away) {
    List<Truth> used = new ArrayList<>();
    Instant from = World.BEGINNING.plus(CALM);
    for (int i = 0; i < few; i++) {
      Truth truth = used("together", i);
      truth.becomes(Condition.SERVER_ERROR, from.plusSeconds(20L * i));
      truth.becomes(Condition.FINE, from.plus(away));
      used.add(truth);
    }
    for (int i = 0; i < 12; i++) {
      listed("together", few + i);
    }
    world.run(CALM.plus(away));
    seen(used);
  }

  private void returns(String provider, List<Truth> used, Condition condition, Duration away) {
    Truth elsewhere = used("fireworks", 0);
    world.provider(provider, condition, World.BEGINNING.plus(CALM), away);
    world.run(CALM.plus(away).minus(MINUTE));
    used.forEach(each -> assertNotEquals(State.AVAILABLE, watched(each).verdict().state()));
    assertEquals(State.AVAILABLE, watched(elsewhere).verdict().state());
    List<Integer> before = used.stream().map(this::probes).toList();
    world.run(MINUTE);
    for (int i = 0; i < used.size(); i++) {
      assertTrue(
          probes(used.get(i)) - before.get(i) <= 1, "asked twice in a minute while it fails");
    }
    seen(used);
  }

  private int probes(Truth truth) {
    return world.tally().probesOf(truth.offer().key());
  }

  private void seen(List<Truth> used) {
    Instant back = world.now();
    world.run(MINUTE);
    for (Truth truth : used) {
      Watched watched = watched(truth);
      assertTrue(watched.verdict().lastChecked().isAfter(back), watched::toString);
      assertNotEquals(State.UNAVAILABLE, watched.verdict().state(), watched::toString);
    }
    world.run(CALM);
    for (OfferKey key : world.tally().wereOut()) {
      assertEquals(
          State.AVAILABLE,
          world.verdicts().find(key).orElseThrow().verdict().state(),
          key::toString);
    }
    assertEquals(List.of(), world.tally().wronglyUnavailable());
  }
}
