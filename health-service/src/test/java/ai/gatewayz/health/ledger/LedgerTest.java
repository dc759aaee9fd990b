package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.question.PriceCaps;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.VerdictPolicy;
import ai.gatewayz.health.verdict.VerdictSettings;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.evidence.Finding;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Duration FRESHNESS = Duration.ofHours(6);
  private static final Duration IDLE = Duration.ofHours(24);
  private static final Duration CONFIRM = Duration.ofSeconds(15);

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Ledger ledger = ledger();

  private static Ledger ledger() {
    return new Ledger(
        new VerdictPolicy(VerdictSettings.DEFAULTS),
        new Cadence(new Cadence.Settings(FRESHNESS, IDLE, CONFIRM, Duration.ofMinutes(2))),
        new Probeability(
            Providers.from(() -> Map.of("together", entry("key"), "fireworks", entry(null))),
            new QuestionCost(BigDecimal.ONE, new BigDecimal("0.002")),
            new PriceCaps(new BigDecimal("0.005"), new BigDecimal("0.003"))),
        new Ledger.Settings(
            Duration.ofMinutes(10), Duration.ofHours(24), CONFIRM, Duration.ofMinutes(2)),
        key -> 0.5);
  }

  private static ProvidersConfig.Entry entry(String key) {
    return new ProvidersConfig.Entry() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public String dialect() {
        return "openai";
      }

      @Override
      public Optional<URI> baseUrl() {
        return Optional.of(URI.create("http://localhost/v1"));
      }

      @Override
      public Optional<URI> hubUrl() {
        return Optional.empty();
      }

      @Override
      public Optional<String> apiKey() {
        return Optional.ofNullable(key);
      }
    };
  }

  private Optional<Change> see(Offer offer, Finding finding, Source source) {
    return ledger.observed(
        offer.key(), new Observation(now, source, finding, 1, 0, Optional.empty(), null), now);
  }

  private List<String> due() {
    return due("together");
  }

  private List<String> due(String provider) {
    List<String> ids = new ArrayList<>();
    ledger
        .roll()
        .due(
            provider,
            now,
            each -> {
              ids.add(each.offer().id());
              return Turns.Taken.YES;
            });
    return ids;
  }

  private Offer listed(String id) {
    Offer offer = Offers.chat("together", id);
    ledger.listed(offer, now);
    return offer;
  }

  @Test
  void aNewOfferIsAskedAtOnceAndOnlyOnce() {
    listed("a/new");
    assertEquals(List.of("a/new"), due());
    assertEquals(List.of(), due());
  }

  @Test
  void anAnswerIsGoodForAWhile() {
    Offer offer = listed("a/b");
    due();
    see(offer, Finding.ANSWERED, Source.PROBE);
    now = now.plus(IDLE.multipliedBy(7).dividedBy(10));
    assertEquals(List.of(), due());
    now = now.plus(IDLE.multipliedBy(4).dividedBy(10));
    assertEquals(List.of("a/b"), due());
  }

  @Test
  void whatIsInUseIsLookedAtMoreOftenUntilNobodyUsesItAnyMore() {
    Offer offer = listed("a/b");
    Offer sibling = listed("x/other");
    due();
    see(sibling, Finding.ANSWERED, Source.PROBE);
    see(offer, Finding.ANSWERED, Source.PROBE);
    see(offer, Finding.ANSWERED, Source.TRAFFIC);
    now = now.plus(FRESHNESS);
    assertEquals(List.of("a/b"), due());
    see(offer, Finding.ANSWERED, Source.PROBE);
    now = now.plus(IDLE);
    ledger.aged(Map.of(), now);
    due();
    see(offer, Finding.ANSWERED, Source.PROBE);
    now = now.plus(FRESHNESS.multipliedBy(2));
    assertEquals(List.of(), due());
  }

  @Test
  void aQuestionThatIsOutIsNotAskedAgainThoughTrafficSpeaksOfTheOffer() {
    Offer offer = listed("a/b");
    see(offer, Finding.ANSWERED, Source.TRAFFIC);
    assertTrue(ledger.roll().hurry(offer.key(), now));
    assertEquals(List.of("a/b"), due());
    see(offer, Finding.MODEL_GONE, Source.TRAFFIC);
    now = now.plus(CONFIRM.multipliedBy(2));
    assertEquals(List.of(), due());
    see(offer, Finding.ANSWERED, Source.PROBE);
    now = now.plus(IDLE);
    assertEquals(List.of("a/b"), due());
  }

  @Test
  void aQuestionOfAnotherReplicaIsNotAskedAgain() {
    Offer offer = Offers.chat("together", "a/b");
    ledger.recollection().asked(offer.key(), now.minusSeconds(30));
    ledger.listed(offer, now);
    assertEquals(List.of(), due());
    now = now.plus(Duration.ofMinutes(2));
    assertEquals(List.of("a/b"), due());
  }

  @Test
  void trafficOnWhatCannotBeAskedIsBelievedForADay() {
    Offer image = Offers.images("together", "a/image");
    ledger.listed(image, now);
    see(image, Finding.ANSWERED, Source.TRAFFIC);
    assertEquals(State.AVAILABLE, ledger.roll().find(image.key()).orElseThrow().verdict().state());
    now = now.plus(Duration.ofDays(8));
    assertEquals(List.of(), due());
    List<Change> changes = ledger.aged(Map.of(), now);
    assertEquals(1, changes.size());
    assertEquals(
        State.UNPROBEABLE, ledger.roll().find(image.key()).orElseThrow().verdict().state());
  }

  @Test
  void aPlanThatDoesNotReachForAllStretchesTheInterval() {
    Offer offer = listed("a/b");
    due();
    ledger.aged(Map.of("together", new Stretch(1, 3, 1)), now);
    see(offer, Finding.ANSWERED, Source.PROBE);
    now = now.plus(IDLE.multipliedBy(2));
    assertEquals(List.of(), due());
    now = now.plus(IDLE);
    assertEquals(List.of("a/b"), due());
  }

  @Test
  void anOperatorCanKeepAnOfferFromBeingAsked() {
    Change told = ledger.listed(Offers.optedOut("together", "a/b"), now).orElseThrow();
    assertEquals("opted_out", assertInstanceOf(Change.Judged.class, told).availability().reason());
    assertEquals(List.of(), due());
  }

  @Test
  void liveSuccessCountsAsAProbe() {
    Offer offer = listed("a/b");
    due();
    see(offer, Finding.ANSWERED, Source.PROBE);
    now = now.plus(IDLE.dividedBy(2));
    see(offer, Finding.ANSWERED, Source.TRAFFIC);
    now = now.plus(FRESHNESS.multipliedBy(8).dividedBy(10));
    assertEquals(List.of(), due());
  }

  @Test
  void aSuspicionGetsItsSecondOpinionBeforeAnybodyElseIsAsked() {
    Offer suspect = listed("a/suspect");
    due();
    see(suspect, Finding.ANSWERED, Source.PROBE);
    see(suspect, Finding.MODEL_GONE, Source.TRAFFIC);
    listed("a/new");
    now = now.plus(CONFIRM);
    assertEquals(List.of("a/suspect", "a/new"), due());
    Change change = see(suspect, Finding.MODEL_GONE, Source.PROBE).orElseThrow();
    assertEquals(State.UNAVAILABLE, assertInstanceOf(Change.Judged.class, change).after().state());
  }

  /** By a cap of its own: most are sold by the search. */
  @Test
  void aRankingIsAskedForUnderItsOwnPriceCap() {
    Price dear = new Price.PerToken(new BigDecimal("400"), BigDecimal.ONE, null);
    Change told = ledger.listed(Offers.ranker("together", "a/dear", dear), now).orElseThrow();
    assertEquals("too_dear", assertInstanceOf(Change.Judged.class, told).availability().reason());
    ledger.listed(Offers.ranker("together", "a/untold", Price.UNKNOWN), now);
    // What is dear among questions has its turn after the others.
    assertEquals(List.of(), due());
    now = now.plus(Duration.ofHours(12));
    assertEquals(List.of("a/untold"), due());
  }

  /** Nobody asks it, and it is known all the same. */
  @Test
  void whatCannotBeAskedIsJudgedByItsTraffic() {
    Offer painter = Offers.images("together", "a/painter");
    ledger.listed(painter, now);
    Change used = see(painter, Finding.ANSWERED, Source.TRAFFIC).orElseThrow();
    Availability told = assertInstanceOf(Change.Judged.class, used).availability();
    assertEquals(State.AVAILABLE, told.state());
    assertEquals(Source.TRAFFIC, told.evidence());
    assertEquals(List.of(), due());
  }

  @Test
  void whatCannotBeAskedIsToldAndNeverAsked() {
    Change told = ledger.listed(Offers.images("together", "a/image"), now).orElseThrow();
    assertEquals(
        "no_cheap_question", assertInstanceOf(Change.Judged.class, told).availability().reason());
    Change keyless = ledger.listed(Offers.chat("fireworks", "a/chat"), now).orElseThrow();
    assertEquals(
        "provider_unconfigured",
        assertInstanceOf(Change.Judged.class, keyless).availability().reason());
    assertEquals(List.of(), due());
    assertEquals(List.of(), due("fireworks"));
    assertFalse(ledger.roll().hurry(new OfferKey("fireworks", "a/chat"), now));
  }

  @Test
  void aRestartIsNoReasonToAskEverybodyAgain() {
    Offer offer = Offers.chat("together", "a/b");
    Instant checked = now.minus(Duration.ofHours(1));
    ledger
        .recollection()
        .told(
            new Availability(
                "together",
                "a/b",
                "a/b",
                State.AVAILABLE,
                "answered",
                Source.PROBE,
                checked,
                checked,
                checked,
                200,
                5L,
                null,
                7));
    assertEquals(Optional.empty(), ledger.listed(offer, now));
    assertEquals(List.of(), due());
    assertEquals(State.AVAILABLE, ledger.roll().find(offer.key()).orElseThrow().verdict().state());
    now = now.plus(IDLE);
    assertEquals(List.of("a/b"), due());
    assertTrue(
        see(offer, Finding.ANSWERED, Source.PROBE).isPresent(), "an old announcement is made anew");
  }

  @Test
  void theSameVerdictIsNotAnnouncedWithEveryAnswer() {
    Offer offer = listed("a/b");
    assertTrue(see(offer, Finding.ANSWERED, Source.TRAFFIC).isPresent());
    for (int i = 0; i < 9; i++) {
      now = now.plusSeconds(60);
      assertEquals(Optional.empty(), see(offer, Finding.ANSWERED, Source.TRAFFIC));
    }
    now = now.plusSeconds(120);
    assertTrue(see(offer, Finding.ANSWERED, Source.TRAFFIC).isPresent());
  }

  @Test
  void aWithdrawnOfferLosesItsVerdictAndItsTurn() {
    Offer offer = listed("a/b");
    see(offer, Finding.ANSWERED, Source.TRAFFIC);
    assertEquals(Optional.of(new Change.Withdrawn(offer.key())), ledger.withdrawn(offer.key()));
    assertEquals(Optional.empty(), ledger.withdrawn(offer.key()));
    now = now.plus(IDLE.multipliedBy(2));
    assertEquals(List.of(), due());
  }

  @Test
  void whatWasGivenOutAndNotAskedComesBackLater() {
    Offer offer = listed("a/b");
    due();
    ledger.roll().postponed(offer.key(), now.plusSeconds(60));
    assertEquals(List.of(), due());
    now = now.plusSeconds(61);
    assertEquals(List.of("a/b"), due());
  }

  @Test
  void anotherReplicasOffersAreForgotten() {
    Offer mine = listed("a/mine");
    listed("a/theirs");
    ledger.drop(key -> !key.equals(mine.key()));
    assertEquals(List.of("a/mine"), due());
    assertEquals(1, ledger.roll().all().size());
  }
}
