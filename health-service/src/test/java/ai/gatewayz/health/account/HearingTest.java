package ai.gatewayz.health.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Turns;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HearingTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AccountFacts accounts = new AccountFacts(Configs.account(Map.of()), () -> now);
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(Map.of()),
          Configs.probes(Map.of()),
          Configs.providers(Set.of("together")),
          List.of(),
          List.of(),
          new Overrides(),
          () -> now);
  private final Hearing hearing = new Hearing(accounts, verdicts);

  private OfferKey answering(String id) {
    OfferKey key = listed(id);
    heard(key, Finding.ANSWERED, 1);
    return key;
  }

  private OfferKey listed(String id) {
    Offer offer = Offers.of("together", id, Set.of(Capability.CHAT), Price.FREE, List.of());
    verdicts.listed(offer);
    return offer.key();
  }

  private boolean heard(OfferKey key, Finding finding, int times) {
    now = now.plusSeconds(1);
    return hearing.heard(
        key, new Observation(now, Source.TRAFFIC, finding, times, 0, Optional.empty(), null));
  }

  private State state(OfferKey key) {
    return verdicts.find(key).orElseThrow().verdict().state();
  }

  private Optional<Finding> trouble() {
    return accounts.trouble("together").map(AccountFacts.Trouble::finding);
  }

  @Test
  void threeThatAnsweredAreGoneInARow() {
    List<OfferKey> keys = List.of(answering("a"), answering("b"), answering("c"), answering("d"));
    assertTrue(heard(keys.get(0), Finding.MODEL_GONE, 1));
    assertTrue(heard(keys.get(1), Finding.MODEL_GONE, 1));
    assertEquals(Optional.empty(), trouble());
    assertFalse(heard(keys.get(2), Finding.MODEL_GONE, 2));
    assertEquals(Optional.of(Finding.MODEL_GONE), trouble());
    for (OfferKey each : keys) {
      assertFalse(heard(each, Finding.MODEL_GONE, 2));
      assertEquals(State.AVAILABLE, state(each));
    }
  }

  @Test
  void anyAnswerEndsTheDoubt() {
    List<OfferKey> keys = List.of(answering("a"), answering("b"), answering("c"), answering("d"));
    keys.forEach(each -> heard(each, Finding.MODEL_GONE, 1));
    heard(keys.get(3), Finding.ANSWERED, 1);
    assertEquals(Optional.empty(), trouble());
    now = now.plusSeconds(5);
    assertTrue(heard(keys.get(0), Finding.MODEL_GONE, 2));
    assertEquals(State.UNAVAILABLE, state(keys.get(0)));
  }

  /** Two rows, an answer after each: they are gone, and nobody who answers is. */
  @Test
  void whatIsGoneInEachOfTwoShortDoubtsIsGone() {
    List<OfferKey> gone = List.of(answering("a"), answering("b"), answering("c"), answering("d"));
    OfferKey well = answering("well");
    gone.forEach(each -> heard(each, Finding.MODEL_GONE, 2));
    assertEquals(Optional.of(Finding.MODEL_GONE), trouble());
    heard(well, Finding.ANSWERED, 1);
    gone.forEach(each -> assertTrue(state(each) != State.UNAVAILABLE));
    now = now.plusSeconds(3);
    gone.forEach(each -> heard(each, Finding.MODEL_GONE, 1));
    assertEquals(Optional.of(Finding.MODEL_GONE), trouble());
    heard(well, Finding.ANSWERED, 1);
    gone.forEach(each -> assertEquals(State.UNAVAILABLE, state(each)));
    assertEquals(State.AVAILABLE, state(well));
    assertEquals(Optional.empty(), trouble());
  }

  /** However often each was asked: our account may have been away for as long as that. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 100})
  void oneDoubtIsEnoughForNobody(int seconds) {
    List<OfferKey> keys = List.of(answering("a"), answering("b"), answering("c"), answering("d"));
    List<OfferKey> gone = keys.subList(0, 3);
    for (int times = 0; times < 3; times++) {
      gone.forEach(each -> heard(each, Finding.MODEL_GONE, 2));
    }
    now = now.plusSeconds(seconds);
    heard(keys.get(3), Finding.ANSWERED, 1);
    keys.forEach(each -> assertTrue(state(each) != State.UNAVAILABLE));
    // What gateways tell late of the time before.
    now = now.minusSeconds(4);
    gone.forEach(each -> heard(each, Finding.MODEL_GONE, 2));
    keys.forEach(each -> assertTrue(state(each) != State.UNAVAILABLE));
    now = now.plusSeconds(10);
    keys.forEach(each -> heard(each, Finding.ANSWERED, 3));
    keys.forEach(each -> assertEquals(State.AVAILABLE, state(each)));
  }

  /** Streams that began before our key lost its access end after it. */
  @Test
  void whatAnswersOnTheirWayHaveTakenAwayIsGivenBackWhereTheDoubtLasts() {
    List<OfferKey> keys = List.of(answering("a"), answering("b"), answering("c"), answering("d"));
    List<OfferKey> others = List.of(answering("x"), answering("y"), answering("z"));
    OfferKey streaming = answering("streaming");
    for (int i = 0; i < 2; i++) {
      keys.forEach(each -> heard(each, Finding.MODEL_GONE, 1));
      heard(streaming, Finding.ANSWERED, 1);
      now = now.plusSeconds(3);
    }
    keys.forEach(each -> assertEquals(State.UNAVAILABLE, state(each)));
    for (int i = 0; i < 3; i++) {
      others.forEach(each -> heard(each, Finding.MODEL_GONE, 1));
      now = now.plusSeconds(5);
    }
    keys.forEach(each -> assertEquals(State.DEGRADED, state(each)));
    others.forEach(each -> assertEquals(State.AVAILABLE, state(each)));
  }

  @Test
  void oneThatAnswersInBetweenMakesThemTheModelsAffair() {
    List<OfferKey> keys = List.of(answering("a"), answering("b"), answering("c"), answering("d"));
    for (OfferKey each : keys.subList(0, 3)) {
      assertTrue(heard(each, Finding.MODEL_GONE, 2));
      heard(keys.get(3), Finding.ANSWERED, 1);
      assertEquals(State.UNAVAILABLE, state(each));
    }
    assertEquals(Optional.empty(), trouble());
  }

  @Test
  void whatWasTakenAwaySinceTheFirstIsGivenBack() {
    OfferKey before = answering("before");
    OfferKey first = answering("first");
    OfferKey second = answering("second");
    OfferKey third = answering("third");
    heard(before, Finding.MODEL_GONE, 2);
    heard(second, Finding.ANSWERED, 1);
    assertTrue(heard(first, Finding.MODEL_GONE, 2));
    assertEquals(State.UNAVAILABLE, state(first));
    heard(second, Finding.MODEL_GONE, 1);
    heard(third, Finding.MODEL_GONE, 1);
    assertEquals(State.DEGRADED, state(first));
    assertEquals("account_in_doubt", verdicts.find(first).orElseThrow().verdict().reason());
    assertEquals(State.UNAVAILABLE, state(before));
    assertEquals(State.AVAILABLE, state(second));
  }

  @Test
  void whatNeverAnsweredIsNoSignOfADoubt() {
    for (String id : List.of("a", "b", "c", "d")) {
      OfferKey key = listed(id);
      assertTrue(heard(key, Finding.MODEL_GONE, 2));
      assertEquals(State.UNAVAILABLE, state(key));
    }
    assertEquals(Optional.empty(), trouble());
  }

  @Test
  void othersAreAskedBeforeTheSecondOpinion() {
    OfferKey gone = answering("a");
    answering("b");
    answering("c");
    answering("d");
    heard(gone, Finding.MODEL_GONE, 1);
    List<String> asked = new ArrayList<>();
    verdicts.due(
        "together",
        due -> {
          asked.add(due.offer().id());
          return Turns.Taken.YES;
        });
    assertEquals(List.of("c", "d"), asked.stream().sorted().toList());
  }
}
