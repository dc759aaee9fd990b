package ai.gatewayz.health.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.providers.evidence.Finding;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise held against a world whose truth is known. */
class WorldTest {

  private static final Duration DAYS = Duration.ofDays(4);
  private static final Duration CALM = Duration.ofDays(3);
  private static final Duration OFTEN = Duration.ofMinutes(3);
  private static final Duration LONGEST = Duration.ofHours(48 + 6);

  /** From when to when a provider failed, or our account at it. */
  private static void accountsFail(World world) {
    Instant day = World.BEGINNING.plus(Duration.ofHours(20));
    Duration hours = Duration.ofHours(2);
    world.provider("openrouter", Condition.KEY_REJECTED, day, hours);
    world.provider("together", Condition.CREDITS_EXHAUSTED, day.plusSeconds(900), hours);
    world.provider("huggingface", Condition.PERMISSION_DENIED, day.plusSeconds(1_800), hours);
    world.provider("fireworks", Condition.RATE_LIMITED, day.plusSeconds(2_700), hours);
    world.provider("portkey", Condition.HTML, day.plusSeconds(3_600), hours);
    world.provider("featherless", Condition.RATE_LIMITED, day.plusSeconds(4_500), hours);
    world.provider("fireworks", Condition.SERVER_ERROR, day.plus(hours.multipliedBy(2)), hours);
  }

  /** From when to when a provider called all its models gone: our key had lost its access. */
  private static void modelsVanish(World world) {
    Instant day = World.BEGINNING.plus(Duration.ofHours(27));
    Duration hours = Duration.ofHours(2);
    world.provider("together", Condition.GONE, day, hours);
    world.provider("featherless", Condition.GONE, day.plus(hours), hours);
  }

  private static List<Truth> populate(World world, Population population, int offers, int events) {
    List<Truth> truths = population.offers(offers);
    truths.forEach(world::list);
    population.befall(truths, events, World.BEGINNING.plus(Duration.ofHours(1)), DAYS.minus(CALM));
    return truths;
  }

  private static List<Truth> use(World world, List<Truth> truths, int every) {
    List<Truth> used = new ArrayList<>();
    for (int i = 0; i < truths.size(); i += every) {
      Truth truth = truths.get(i);
      if (truth.offer().signals().isEmpty()) {
        used.add(truth);
        world.use(truth, Duration.ofMillis(100 + i % 50_000), OFTEN);
      }
    }
    return used;
  }

  @Test
  void seventeenThousandOffersAndADollarADay() {
    World world = new World(Configs.providers(Population.providers()), Map.of());
    List<Truth> truths = populate(world, new Population(7), 17_000, 900);
    accountsFail(world);
    modelsVanish(world);
    use(world, truths, 40);
    world.run(DAYS);

    assertTrue(truths.size() > 16_900);
    assertTrue(world.tally().transitions() > truths.size() + 300);
    assertEquals(List.of(), world.tally().wronglyUnavailable());
    assertTrue(world.tally().secondFailureToOut().size() > 2, "callers met models that were gone");
    for (Duration out : world.tally().secondFailureToOut()) {
      assertTrue(out.compareTo(Duration.ofSeconds(2)) <= 0, () -> "out after " + out);
    }
    assertEquals(Map.of(), world.tally().pending());
    statesAreRight(world, truths);
    whatCameBackWasSeen(world);
    evidenceIsFresh(world, truths);
    routineIsSpread(world);
  }

  /** Of the last day: what the days before had no money for is not asked all at once. */
  private static void routineIsSpread(World world) {
    Map<Instant, Integer> hours =
        world.tally().routineByHour().tailMap(world.now().minus(Duration.ofDays(1)), true);
    int all = hours.values().stream().mapToInt(Integer::intValue).sum();
    int most = hours.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertTrue(most * 24 <= 2 * all, () -> "questions by the hour: " + hours);
  }

  /** In the calm at the end nothing has changed for longer than any interval. */
  private static void statesAreRight(World world, List<Truth> truths) {
    List<String> wrong = new ArrayList<>();
    for (Truth truth : truths) {
      Watched watched = watched(world, truth);
      State state = watched.verdict().state();
      boolean right =
          switch (truth.at(world.now())) {
            case FINE -> state == State.AVAILABLE || asleep(watched);
            case GONE -> state == State.UNAVAILABLE || asleep(watched);
            default -> false;
          };
      if (!right) {
        wrong.add(truth.at(world.now()) + " " + watched);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Whatever was out of routing and serves again is back in it. */
  private static void whatCameBackWasSeen(World world) {
    List<String> out = new ArrayList<>();
    int back = 0;
    for (OfferKey key : world.tally().wereOut()) {
      Truth truth = world.truth(key);
      if (truth.at(world.now()) == Condition.FINE) {
        back++;
        if (watched(world, truth).verdict().state() != State.AVAILABLE) {
          out.add(watched(world, truth).toString());
        }
      }
    }
    assertEquals(List.of(), out);
    assertTrue(back > 30, back + " came back");
  }

  /**
   * At a midnight, when the day's money has had to reach: no evidence is older than its interval,
   * and the intervals are not much longer than the configured 24 hours, or 48 where the provider
   * itself vouches for an offer. (On the third day, when all that the first sweep asked together
   * falls due together once more, the money for routine is spent some hours before midnight.)
   */
  private static void evidenceIsFresh(World world, List<Truth> truths) {
    List<String> late = new ArrayList<>();
    for (Truth truth : truths) {
      Watched watched = watched(world, truth);
      Duration interval = world.verdicts().interval(truth.offer().key()).orElseThrow();
      assertTrue(interval.compareTo(LONGEST) <= 0, () -> "the plan stretches to " + interval);
      Instant until = watched.verdict().lastChecked().plus(interval);
      if (!asleep(watched) && until.isBefore(world.now())) {
        late.add(interval + " until " + until + " " + watched);
      }
    }
    assertEquals(List.of(), late);
  }

  private static Watched watched(World world, Truth truth) {
    return world.verdicts().find(truth.offer().key()).orElseThrow();
  }

  /** By its provider's own word, which nobody has reason to doubt. */
  private static boolean asleep(Watched watched) {
    return watched.verdict().state() == State.COLD;
  }

  /** Nobody uses them: none is taken away, the account is in doubt, and all is well afterwards. */
  @Test
  void modelsThatAreAllGoneAtOnceAreTheAccountsAffair() {
    World world =
        new World(
            Configs.providers(Population.providers()),
            Map.of("gatewayz.health.watch.idle-freshness", "2h"));
    List<Truth> truths = new Population(5).offers(300);
    truths.forEach(world::list);
    Duration hours = Duration.ofHours(3);
    for (String provider : Population.providers()) {
      world.provider(provider, Condition.GONE, World.BEGINNING.plus(hours), hours);
    }
    world.run(hours.plus(hours));
    for (String provider : Population.providers()) {
      assertEquals(
          Finding.MODEL_GONE, world.accounts().trouble(provider).orElseThrow().finding(), provider);
    }
    assertEquals(Set.of(), world.tally().wereOut());
    world.run(hours);
    for (String provider : Population.providers()) {
      assertEquals(Optional.empty(), world.accounts().trouble(provider));
    }
    assertEquals(Set.of(), world.tally().wereOut());
    statesAreRight(world, truths);
  }

  @Test
  void offersThatCallersUseAreHardlyEverAsked() {
    Map<String, String> properties = Map.of("gatewayz.health.watch.wanted", "24h");
    long without = probesOfUsed(properties, false);
    long with = probesOfUsed(properties, true);
    assertTrue(with * 10 <= without, () -> with + " with traffic, " + without + " without");
  }

  private static long probesOfUsed(Map<String, String> properties, boolean traffic) {
    World world = new World(Configs.providers(Population.providers()), properties);
    List<Truth> truths = new Population(3).offers(400);
    truths.forEach(world::list);
    List<Truth> used = new ArrayList<>();
    for (int i = 0; i < truths.size(); i += 10) {
      used.add(truths.get(i));
    }
    if (traffic) {
      used.forEach(each -> world.use(each, Duration.ofMillis(10)));
    }
    world.run(Duration.ofDays(3));
    return used.stream().mapToLong(each -> world.tally().probesOf(each.offer().key())).sum();
  }

  /** Whatever the limits and whatever happens: the tally fails on the first question too many. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void capsAndPacesHold(long seed) {
    Random random = new Random(seed);
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "gatewayz.health.probe.daily-usd",
        BigDecimal.valueOf(1 + random.nextInt(30), 3).toPlainString());
    properties.put("gatewayz.health.probe.providers.together.daily-usd", "0.0007");
    properties.put("gatewayz.health.probe.per-second", Double.toString(0.02 + random.nextDouble()));
    properties.put("gatewayz.health.probe.concurrency", Integer.toString(1 + random.nextInt(6)));
    properties.put("gatewayz.health.probe.providers.portkey.per-second", "0.05");
    World world = new World(Configs.providers(Population.providers()), properties);
    Population population = new Population(seed);
    List<Truth> truths = population.offers(300);
    truths.forEach(world::list);
    population.befall(truths, 150, World.BEGINNING, Duration.ofHours(30));
    accountsFail(world);
    use(world, truths, 20);
    world.run(Duration.ofHours(30));
    assertEquals(List.of(), world.tally().wronglyUnavailable());
    assertTrue(world.tally().asked() > 100);
  }
}
