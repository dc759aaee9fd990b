package ai.gatewayz.system.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.guard.Held;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.models.View;
import ai.gatewayz.gateway.naming.NearestNames;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.ModelNames;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Routing;
import ai.gatewayz.gateway.routing.Standings;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.world.Condition;
import ai.gatewayz.health.world.Truth;
import ai.gatewayz.health.world.World;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.simulator.lists.Ability;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The first day and a quarter of three services, and what their list is worth: among offers that
 * answer whole there are such that break after their first word, answer once and never again,
 * answer without a choice, fail for ever, answer mostly, lie about tools, bear a wrong name, retire
 * or are another's alias, and a list whose prices change their unit. That no offer is asked twice
 * in its interval, and that no budget is exceeded, is held at each question: the world ends there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownTruthTest {

  private static final Duration QUARTER = Duration.ofHours(6);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final BigDecimal A_MILLION = BigDecimal.valueOf(1_000_000);
  private static final Duration OFTEN = Duration.ofMinutes(5);
  private static final int DEATHS = 6;
  private static final int SAMPLE = 200;

  private KnownWorld known;
  private BigDecimal spentOnTheFirstDay;
  private final List<String> unasked = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private final List<String> falselyDead = new ArrayList<>();
  private final Set<String> lies = new TreeSet<>();
  private final Set<String> shown = new TreeSet<>();
  private double listed;
  private double answered;

  @BeforeAll
  void live() throws IOException {
    known = new KnownWorld();
    firstDay();
    dieUnannounced();
    for (int hour = 0; hour < 6; hour++) {
      known.run(HOUR);
      look();
    }
    known.gateway().shown(View.CALLABLE).forEach(row -> shown.add(row.id()));
  }

  private void firstDay() {
    known.sync();
    int number = 0;
    for (Truth truth : known.truths()) {
      boolean used = number++ % 37 == 0 || truth.pretends() != null;
      if (used && truth.offer().can(Capability.CHAT)) {
        known.world().use(truth, Duration.ofMillis(100 + number % 50_000), OFTEN);
      }
    }
    known.run(QUARTER);
    Peculiar.inAnotherUnit(known.lists(), A_MILLION);
    known.sync().forEach(sync -> held.addAll(sync.held()));
    known.run(QUARTER);
    Peculiar.inAnotherUnit(known.lists(), BigDecimal.ONE.movePointLeft(6));
    known.sync();
    known.run(QUARTER.plus(QUARTER));
    spentOnTheFirstDay = known.world().tally().spentInAll();
    for (Truth truth : known.truths()) {
      Watched watched = watched(truth.offer().key());
      boolean free = truth.offer().price() instanceof Price.Free;
      if (watched.obstacle() == null && watched.verdict().lastChecked() == null && !free) {
        unasked.add(watched.toString());
      }
    }
    known.sync();
  }

  private void dieUnannounced() {
    Random random = new Random(11);
    List<Truth> truths = new ArrayList<>();
    known.truths().forEach(truths::add);
    for (int i = 0; i < DEATHS; i++) {
      Instant when = known.world().now().plusSeconds(random.nextInt((int) QUARTER.toSeconds()));
      truths.get(random.nextInt(truths.size())).becomes(Condition.GONE, when);
    }
  }

  private void look() {
    Instant now = known.world().now();
    for (OfferView view : known.answering(View.VERIFIED)) {
      double rate = known.truth(view).rate(now);
      listed++;
      answered += rate;
      if (rate == 0) {
        lies.add(known.truth(view).at(now) + " " + view.key());
      }
    }
    known
        .gateway()
        .snapshot()
        .forEachOffer(
            view -> {
              if (view.state() == Availability.State.UNAVAILABLE
                  && known.truth(view).at(now).answers()) {
                falselyDead.add(view.toString());
              }
            });
  }

  private Watched watched(OfferKey key) {
    return known.world().verdicts().find(key).orElseThrow();
  }

  @Test
  void nearlyAllAnswersThatIsListedToAnswer() {
    assertTrue(listed > 6 * 12_000, "listed at six times: " + listed);
    assertTrue(answered >= 0.999 * listed, () -> answered + " of " + listed + ": " + lies);
  }

  @Test
  void nothingThatAnswersIsCalledDead() {
    assertEquals(List.of(), falselyDead);
    assertEquals(List.of(), known.world().tally().wronglyUnavailable());
  }

  /** But for free models, of which their provider answers forty questions a day. */
  @Test
  void aFirstPassTakesADayAndADollarAtMost() {
    assertEquals(List.of(), unasked);
    assertTrue(
        spentOnTheFirstDay.signum() > 0 && spentOnTheFirstDay.compareTo(BigDecimal.ONE) <= 0,
        () -> spentOnTheFirstDay + " USD");
  }

  @Test
  void whatFailsForEverIsNowhereInTheListOfWhatAnswers() {
    Map<Condition, Integer> there = new EnumMap<>(Condition.class);
    for (OfferView view : known.answering(View.CALLABLE)) {
      there.merge(known.truth(view).at(World.BEGINNING), 1, Integer::sum);
    }
    assertTrue(
        EnumSet.of(Condition.FINE, Condition.FLAKY, Condition.ONCE).containsAll(there.keySet()),
        there::toString);
    assertTrue(there.get(Condition.FLAKY) > 50, there::toString);
  }

  /** All liars are in use, and so among the first: half of them at least within thirty hours. */
  @Test
  void whoLiesAboutToolsIsFoundOutAndNobodyElse() {
    int refuted = 0;
    int liars = 0;
    int verified = 0;
    for (Truth truth : known.truths()) {
      State state =
          watched(truth.offer().key())
              .verdict()
              .capabilities()
              .told()
              .getOrDefault(Capability.TOOLS, ai.gatewayz.health.contract.CapabilityVerdict.LISTED)
              .state();
      if (truth.pretends() == Ability.TOOLS) {
        liars++;
        refuted += state == State.REFUTED ? 1 : 0;
        assertFalse(state == State.VERIFIED, () -> "believed: " + truth.offer().key());
      } else {
        verified += state == State.VERIFIED ? 1 : 0;
        assertFalse(state == State.REFUTED, () -> "not believed: " + truth.offer().key());
      }
    }
    String found = refuted + " of " + liars + " liars found out, verified " + verified;
    assertTrue(liars > 180 && refuted > 90, found);
    assertTrue(verified > 100, found);
  }

  @Test
  void aWrongNameForbidsNothing() {
    for (String id : Peculiar.MISNAMED) {
      Watched watched = watched(new OfferKey("featherless", id));
      assertEquals(Availability.State.AVAILABLE, watched.verdict().state(), watched::toString);
    }
    assertTrue(shown.containsAll(Peculiar.MISNAMED));
  }

  @Test
  void aListInAnotherUnitIsHeldAndItsPricesStay() {
    assertTrue(held.size() > 17_000, held.size() + " held");
    assertEquals(
        Set.of(Held.Reason.UNIT_CHANGED),
        Set.copyOf(held.stream().map(Held::reason).distinct().toList()));
    known
        .gateway()
        .snapshot()
        .forEachOffer(
            view -> {
              if (view.offer().provider().equals("featherless")) {
                Price.PerToken usd = (Price.PerToken) view.offer().price();
                assertEquals(0, usd.input().compareTo(new BigDecimal("0.1")), view::toString);
              }
            });
  }

  @Test
  void whatRetiredIsNotListedAndWhatWillRetireIs() {
    long retired = 0;
    long retiring = 0;
    for (String id : shown) {
      retired += id.startsWith("acme/retiring-" + KnownWorld.FIRST_DAY) ? 1 : 0;
      retiring += id.startsWith("acme/retiring-" + KnownWorld.FIRST_DAY.plusDays(5)) ? 1 : 0;
    }
    assertEquals(0, retired);
    assertEquals(KnownWorld.RETIRING, retiring);
  }

  @Test
  void anAliasIsNeitherListedNorAskedASecondTimeAndMeansItsTarget() {
    assertTrue(shown.contains(Peculiar.TARGET));
    assertFalse(shown.contains(Peculiar.ALIAS));
    assertTrue(known.world().verdicts().find(new OfferKey("openrouter", Peculiar.ALIAS)).isEmpty());
    List<OfferView> meant =
        new ModelNames(known.gateway().snapshot(), known.providers(), Aliases.NONE)
            .offers(Peculiar.ALIAS);
    assertTrue(
        meant.stream()
            .anyMatch(view -> view.key().equals(new OfferKey("openrouter", Peculiar.TARGET))));
    meant.forEach(view -> assertEquals(Peculiar.TARGET, view.offer().model()));
  }

  /** Of models that cannot be had: others are named that can. */
  @Test
  void alternativesThatAreNamedAnswer() {
    Routing routing =
        new Routing(
            known.providers(), KnownWorld.routing(), Aliases.NONE, known.world()::now, () -> 0.5);
    Named named = new Named();
    for (Truth truth : sample(false)) {
      String model = truth.offer().model();
      String body =
          "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
      routing
          .alternatives(
              known.gateway().snapshot(),
              RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8)),
              Standings.NONE,
              model,
              Permit.ALL)
          .forEach(named::count);
    }
    named.areCallable();
  }

  /** Of names that nothing goes by. */
  @Test
  void nearestNamesThatAreNamedAnswer() {
    NearestNames nearest = new NearestNames(view -> 0);
    Random random = new Random(3);
    Named named = new Named();
    for (Truth truth : sample(true)) {
      StringBuilder typo = new StringBuilder(truth.offer().model());
      typo.deleteCharAt(typo.indexOf("/") + 1 + random.nextInt(4));
      nearest
          .find(known.gateway().snapshot(), typo.toString(), known.gateway().reach())
          .ids()
          .forEach(named::count);
    }
    named.areCallable();
  }

  private List<Truth> sample(boolean answering) {
    List<Truth> sample = new ArrayList<>();
    for (Truth truth : known.truths()) {
      if (truth.offer().can(Capability.CHAT)
          && answering == truth.at(known.world().now()).answers()) {
        sample.add(truth);
      }
    }
    int step = Math.max(1, sample.size() / SAMPLE);
    return IntStream.range(0, sample.size())
        .filter(at -> at % step == 0)
        .mapToObj(sample::get)
        .toList();
  }

  /** Models that are named to a caller, and how many of them answer in truth. */
  private final class Named {

    private final Snapshot snapshot = known.gateway().snapshot();
    private final Set<String> wrong = new TreeSet<>();
    private int all;
    private int right;

    void count(String model) {
      ModelEntry entry = snapshot.model(model).orElseThrow();
      boolean callable =
          entry.offers().stream()
              .filter(known.gateway().reach()::callable)
              .anyMatch(view -> known.truth(view).at(known.world().now()).answers());
      all++;
      right += callable ? 1 : 0;
      if (!callable) {
        wrong.add(model);
      }
    }

    void areCallable() {
      assertTrue(all > 2 * SAMPLE, all + " named");
      assertTrue(right >= 0.99 * all, () -> right + " of " + all + ": " + wrong);
    }
  }
}
