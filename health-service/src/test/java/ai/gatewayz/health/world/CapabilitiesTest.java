package ai.gatewayz.health.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.simulator.lists.Ability;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists declare is tested, as pace and money reach, and what is not so is found out. */
class CapabilitiesTest {

  private static final Set<Capability> CHAT =
      Set.of(
          Capability.CHAT,
          Capability.TOOLS,
          Capability.STRUCTURED_OUTPUT,
          Capability.VISION,
          Capability.REASONING);
  private static final Set<Capability> TOOLS = Set.of(Capability.CHAT, Capability.TOOLS);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MORNING = Duration.ofHours(3);

  private static World world(Map<String, String> properties) {
    return new World(Configs.providers(Set.of("together")), properties);
  }

  private static Truth listed(World world, String id, Set<Capability> can) {
    return listed(
        world, id, can, new Price.PerToken(new BigDecimal("0.2"), new BigDecimal("0.6"), null));
  }

  private static Truth dear(World world, String id, int usd) {
    BigDecimal each = BigDecimal.valueOf(usd);
    return listed(world, id, TOOLS, new Price.PerToken(each, each, null));
  }

  private static Truth listed(World world, String id, Set<Capability> can, Price price) {
    Truth truth =
        new Truth(Offers.of("together", id, can, price, List.of()), Duration.ofMillis(400));
    world.list(truth);
    return truth;
  }

  private static Map<Capability, CapabilityVerdict> told(World world, Truth truth) {
    return Change.Judged.of(world.verdicts().find(truth.offer().key()).orElseThrow())
        .availability()
        .capabilities();
  }

  private static State state(World world, Truth truth, Capability capability) {
    return told(world, truth).getOrDefault(capability, CapabilityVerdict.LISTED).state();
  }

  @ParameterizedTest
  @EnumSource(Ability.class)
  void whoPretendsIsFoundOutAndNobodyElse(Ability ability) {
    World world = world(Map.of());
    Capability pretended = Capability.valueOf(ability.name());
    Set<Capability> can = ability == Ability.EMBEDDINGS ? Set.of(Capability.EMBEDDINGS) : CHAT;
    Truth liar = listed(world, "a/liar", can).pretends(ability);
    Truth honest = listed(world, "a/honest", can);
    world.run(MORNING);
    for (Capability each : can) {
      if (each != Capability.CHAT) {
        State expected = each == pretended ? State.REFUTED : State.VERIFIED;
        assertEquals(expected, state(world, liar, each), () -> "the liar's " + each);
        assertEquals(State.VERIFIED, state(world, honest, each), () -> "the honest one's " + each);
      }
    }
    assertEquals(2, world.tally().tests(liar.offer().key(), pretended).size());
    assertEquals(1, world.tally().tests(honest.offer().key(), pretended).size());
    if (ability == Ability.EMBEDDINGS) {
      assertEquals(1, told(world, honest).get(pretended).dimension());
    }
    assertEquals(List.of(), world.tally().wronglyUnavailable());
  }

  @ParameterizedTest
  @EnumSource(
      value = Ability.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EMBEDDINGS"})
  void whatAnswersAsAStreamOnlyIsTestedByOne(Ability ability) {
    World world = world(Map.of());
    Capability pretended = Capability.valueOf(ability.name());
    Truth liar = listed(world, "a/liar", CHAT).streamsOnly().pretends(ability);
    Truth honest = listed(world, "a/honest", CHAT).streamsOnly();
    world.run(Duration.ofDays(1));
    for (Capability each : CHAT) {
      if (each != Capability.CHAT) {
        State expected = each == pretended ? State.REFUTED : State.VERIFIED;
        assertEquals(expected, state(world, liar, each), () -> "the liar's " + each);
        assertEquals(State.VERIFIED, state(world, honest, each), () -> "the honest one's " + each);
      }
    }
    assertEquals(List.of(), world.tally().wronglyUnavailable());
  }

  @Test
  void whatWasTestedIsTestedAgainAfterAWeekAndNoSooner() {
    World world = world(Map.of());
    Truth truth = listed(world, "a/b", CHAT);
    world.run(Duration.ofDays(16));
    List<Instant> tests = world.tally().tests(truth.offer().key(), Capability.TOOLS);
    assertEquals(3, tests.size());
    for (int i = 1; i < tests.size(); i++) {
      Duration gap = Duration.between(tests.get(i - 1), tests.get(i));
      assertTrue(gap.compareTo(WEEK) >= 0, gap::toString);
    }
  }

  @Test
  void whatDoesNotAnswerIsNotAskedWhatItCanDo() {
    World world = world(Map.of());
    List<OfferKey> never = new ArrayList<>();
    for (Condition condition :
        List.of(Condition.GONE, Condition.SERVER_ERROR, Condition.BROKEN, Condition.GATED)) {
      Truth truth = listed(world, "a/" + condition.ordinal(), CHAT);
      truth.becomes(condition, World.BEGINNING);
      never.add(truth.offer().key());
    }
    Truth truth = listed(world, "a/well", CHAT);
    world.run(MORNING);
    assertEquals(1, world.tally().tests(truth.offer().key(), Capability.TOOLS).size());
    for (OfferKey key : never) {
      assertEquals(List.of(), world.tally().tests(key, Capability.TOOLS));
    }
  }

  /** Asked while it fails: the test shows nothing, and its availability is judged by its probes. */
  @Test
  void aFailureOfTheMomentIsNeitherOne() {
    World world = world(Map.of("gatewayz.health.watch.idle-freshness", "9d"));
    Truth truth = listed(world, "a/b", TOOLS);
    world.run(Duration.ofMinutes(10));
    assertEquals(State.VERIFIED, state(world, truth, Capability.TOOLS));
    truth.becomes(Condition.SERVER_ERROR, World.BEGINNING.plus(WEEK));
    world.run(WEEK.plus(Duration.ofHours(1)));
    assertTrue(world.tally().tests(truth.offer().key(), Capability.TOOLS).size() > 1);
    assertEquals(State.VERIFIED, state(world, truth, Capability.TOOLS));
    assertEquals(
        ai.gatewayz.health.contract.Availability.State.AVAILABLE,
        world.verdicts().find(truth.offer().key()).orElseThrow().verdict().state());
  }

  @Test
  void whatCallersWereRefusedForIsLookedAtSoon() {
    World world = world(Map.of());
    Truth truth = listed(world, "a/b", CHAT);
    world.run(MORNING);
    assertEquals(State.VERIFIED, state(world, truth, Capability.TOOLS));
    truth.pretends(Ability.TOOLS);
    world.verdicts().learned(truth.offer().key(), held -> held.suspected(Capability.TOOLS));
    assertEquals(State.VERIFIED, state(world, truth, Capability.TOOLS));
    world.run(Duration.ofMinutes(40));
    assertEquals(State.REFUTED, state(world, truth, Capability.TOOLS));
    assertEquals(State.VERIFIED, state(world, truth, Capability.VISION));
  }

  @Test
  void whatIsUsedIsTestedFirst() {
    World world = world(Map.of("gatewayz.health.probe.per-second", "0.01"));
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      truths.add(listed(world, "a/" + i, TOOLS));
    }
    Truth used = truths.get(17);
    world.use(used, Duration.ofSeconds(1));
    world.run(Duration.ofHours(3));
    Instant first =
        world.tally().tests(used.offer().key(), Capability.TOOLS).stream()
            .findFirst()
            .orElseThrow();
    for (Truth other : truths) {
      world.tally().tests(other.offer().key(), Capability.TOOLS).stream()
          .findFirst()
          .ifPresent(
              when -> assertTrue(!when.isBefore(first), () -> other.offer().id() + " at " + when));
    }
  }

  @Test
  void ofWhatNobodyUsesTheCheapestIsTestedFirst() {
    World world = world(Map.of());
    List<Truth> dear = new ArrayList<>();
    List<Truth> cheap = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      dear.add(dear(world, "a/" + i, 12));
      cheap.add(listed(world, "b/" + i, TOOLS));
    }
    world.run(MORNING);
    Instant first =
        dear.stream().map(each -> tested(world, each)).min(Instant::compareTo).orElseThrow();
    cheap.forEach(each -> assertTrue(tested(world, each).isBefore(first), each.offer().id()));
  }

  private static Instant tested(World world, Truth truth) {
    return world.tally().tests(truth.offer().key(), Capability.TOOLS).getFirst();
  }

  @Test
  void nobodyWaitsBehindWhatIsTooDearForTheDay() {
    World world = world(Map.of("gatewayz.health.probe.daily-usd", "0.004"));
    Truth dear = dear(world, "a/dear", 20);
    world.use(dear, Duration.ofSeconds(1));
    List<Truth> cheap = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cheap.add(listed(world, "b/" + i, TOOLS));
    }
    world.run(MORNING);
    assertEquals(List.of(), world.tally().tests(dear.offer().key(), Capability.TOOLS));
    cheap.forEach(each -> assertEquals(State.VERIFIED, state(world, each, Capability.TOOLS)));
  }

  /** Where probes of availability need all the money there is. */
  @Test
  void testsHaveATenthOfTheMoneyThatIsShort() {
    BigDecimal most = new BigDecimal("0.00016");
    List<BigDecimal> spent = spentOnTests("0.002", TOOLS);
    spent.forEach(each -> assertTrue(each.compareTo(most) <= 0, each::toString));
    assertTrue(spent.stream().anyMatch(each -> each.signum() > 0), spent::toString);
  }

  @Test
  void testsHaveWhatProbesOfAvailabilityDoNotNeed() {
    BigDecimal twice = new BigDecimal("0.0008").multiply(BigDecimal.TWO);
    for (BigDecimal spent : spentOnTests("0.01", CHAT)) {
      assertTrue(spent.compareTo(twice) > 0, spent::toString);
    }
  }

  /** On each of two days, of 200 offers. */
  private static List<BigDecimal> spentOnTests(String daily, Set<Capability> can) {
    World world =
        world(
            Map.of(
                "gatewayz.health.probe.daily-usd", daily, "gatewayz.health.probe.per-second", "1"));
    for (int i = 0; i < 200; i++) {
      listed(world, "a/" + i, can);
    }
    world.run(Duration.ofDays(2));
    LocalDate first = LocalDate.ofInstant(World.BEGINNING, ZoneOffset.UTC);
    return List.of(
        world.tally().spentOnTests(first), world.tally().spentOnTests(first.plusDays(1)));
  }

  @Test
  void switchedOffNothingIsAsked() {
    World world = world(Map.of("gatewayz.health.capability.enabled", "false"));
    Truth truth = listed(world, "a/b", CHAT).pretends(Ability.TOOLS);
    world.run(MORNING);
    assertEquals(List.of(), world.tally().tests(truth.offer().key(), Capability.TOOLS));
    assertEquals(Map.of(), told(world, truth));
  }
}
