package ai.gatewayz.health.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers meet brings our next look forward and never puts it off. */
class BackSoonTest {

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

  private OfferKey listed(String id) {
    Offer offer = Offers.of("together", id, Set.of(Capability.CHAT), Price.FREE, List.of());
    verdicts.listed(offer);
    return offer.key();
  }

  private void see(OfferKey key, Finding finding, Source source) {
    hearing.heard(key, new Observation(now, source, finding, 1, 0, Optional.empty(), null));
  }

  private Watched held(OfferKey key) {
    return verdicts.find(key).orElseThrow();
  }

  private List<OfferKey> due() {
    List<OfferKey> due = new ArrayList<>();
    verdicts.due(
        "together",
        each -> {
          due.add(each.offer().key());
          return Turns.Taken.YES;
        });
    return due;
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void noFailureOfACallerPutsTheNextLookOff(Finding finding) {
    Random random = new Random(9);
    OfferKey key = listed("a/b");
    due();
    see(key, Finding.ANSWERED, Source.PROBE);
    for (int i = 0; i < 300; i++) {
      now = now.plusSeconds(random.nextInt(20));
      Instant before = held(key).due();
      see(key, finding, Source.TRAFFIC);
      Watched after = held(key);
      if (!finding.alive() && after.verdict().state() != State.COLD) {
        assertFalse(after.due().isAfter(before), () -> before + " became " + after.due());
      }
      if (!due().isEmpty()) {
        see(key, random.nextBoolean() ? Finding.SERVER_ERROR : Finding.ANSWERED, Source.PROBE);
      }
    }
  }

  /** Six offers that callers use fail for two hours; the provider comes back. */
  @Test
  void whatIsInUseIsLookedAtWithinAMinuteOfTheProvidersReturn() {
    List<OfferKey> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      keys.add(listed("a/" + i));
    }
    due();
    keys.forEach(key -> see(key, Finding.ANSWERED, Source.PROBE));
    for (int second = 0; second < 7_200; second += 10) {
      now = now.plusSeconds(10);
      keys.forEach(key -> see(key, Finding.SERVER_ERROR, Source.TRAFFIC));
      due().forEach(key -> see(key, Finding.SERVER_ERROR, Source.PROBE));
    }
    keys.forEach(key -> assertEquals(State.UNAVAILABLE, held(key).verdict().state()));
    Instant back = now;
    List<OfferKey> looked = new ArrayList<>();
    while (now.isBefore(back.plusSeconds(60))) {
      now = now.plusSeconds(1);
      for (OfferKey key : due()) {
        looked.add(key);
        see(key, Finding.ANSWERED, Source.PROBE);
      }
    }
    assertTrue(looked.containsAll(keys), () -> "looked at " + looked);
    keys.forEach(key -> assertTrue(held(key).verdict().state() != State.UNAVAILABLE));
  }

  /** A hundred callers a second fail, and the desk looks every now and then. */
  @Test
  void noNumberOfCallersFailuresKeepsUsFromAskingTheProvider() {
    List<OfferKey> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      keys.add(listed("a/" + i));
    }
    keys.forEach(key -> see(key, Finding.SERVER_ERROR, Source.TRAFFIC));
    assertTrue(accounts.paused("together"));
    int open = 0;
    for (int tenth = 0; tenth < 6_000; tenth++) {
      now = now.plusMillis(100);
      OfferKey key = keys.get(tenth % keys.size());
      see(key, Finding.SERVER_ERROR, Source.TRAFFIC);
      if (!accounts.paused("together")) {
        open++;
        accounts.observed(key, Finding.SERVER_ERROR, Optional.empty());
      }
    }
    int asked = open;
    assertTrue(asked >= 18 && asked <= 25, () -> "asked " + asked + " times in ten minutes");
  }

  /** An answer of yesterday is good for as long as it was before somebody came to use the model. */
  @Test
  void comingIntoUseMakesNoAnswerOld() {
    OfferKey key = listed("a/b");
    OfferKey sibling = listed("a/c");
    due();
    see(key, Finding.ANSWERED, Source.PROBE);
    see(sibling, Finding.ANSWERED, Source.PROBE);
    now = now.plus(Duration.ofHours(20));
    see(key, Finding.SERVER_ERROR, Source.TRAFFIC);
    verdicts.planned(Map.of());
    assertEquals(State.AVAILABLE, held(key).verdict().state());
    now = now.plus(Duration.ofHours(29));
    verdicts.planned(Map.of());
    assertEquals(State.UNKNOWN, held(sibling).verdict().state());
  }

  @Test
  void whatNobodyUsesIsLookedAtWhenItsProviderIsBack() {
    List<OfferKey> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      keys.add(listed("a/" + i));
    }
    for (int minute = 0; minute < 300; minute++) {
      due().forEach(key -> see(key, Finding.SERVER_ERROR, Source.PROBE));
      now = now.plus(Duration.ofMinutes(1));
    }
    assertTrue(accounts.trouble("together").isPresent());
    OfferKey first = keys.getFirst();
    verdicts.hurry(first);
    now = now.plusSeconds(20);
    due();
    see(first, Finding.ANSWERED, Source.PROBE);
    now = now.plusSeconds(15);
    assertTrue(due().containsAll(keys), "all of them have their turn");
  }
}
