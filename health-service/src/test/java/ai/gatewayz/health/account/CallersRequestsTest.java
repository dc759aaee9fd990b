package ai.gatewayz.health.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.TrafficReading;
import ai.gatewayz.health.verdict.Verdict;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What callers ask that a model does not take says nothing of it, however many do: no verdict moves
 * and nothing is held against the provider, which is all that incidents are made of.
 */
class CallersRequestsTest {

  private static final int WINDOWS = 2_000;
  private static final int MOST_IN_A_WINDOW = 10_000;

  private static final List<Finding> OF_REQUESTS =
      Arrays.stream(Finding.values())
          .filter(finding -> finding.subject() == Subject.REQUEST)
          .toList();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final List<Change> changes = new ArrayList<>();
  private final AccountFacts accounts = new AccountFacts(Configs.account(Map.of()), () -> now);
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(Map.of()),
          Configs.probes(Map.of()),
          Configs.providers(Set.of("together")),
          List.of(changes::add),
          List.of(),
          new Overrides(),
          () -> now);
  private final Hearing hearing = new Hearing(accounts, verdicts);
  private final Random random = new Random(11);

  /** Where an offer may stand before: never seen, well, suspected, gone. */
  private enum Before {
    UNKNOWN(),
    WELL(Finding.ANSWERED),
    SUSPECT(Finding.ANSWERED, Finding.MODEL_GONE),
    SHAKY(Finding.ANSWERED, Finding.SERVER_ERROR, Finding.SERVER_ERROR),
    GONE(Finding.MODEL_GONE, Finding.MODEL_GONE);

    private final List<Finding> seen;

    Before(Finding... seen) {
      this.seen = List.of(seen);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noNumberOfRefusedRequestsMovesAVerdict(Before before) {
    List<Offer> offers = List.of(listed("a"), listed("b"), listed("c"));
    for (Offer offer : offers) {
      before.seen.forEach(finding -> seen(offer, finding));
    }
    List<Verdict> verdictsBefore = verdictsOf(offers);
    Optional<AccountFacts.Trouble> trouble = accounts.trouble("together");
    changes.clear();

    for (int i = 0; i < WINDOWS; i++) {
      Offer offer = offers.get(random.nextInt(offers.size()));
      now = now.plusMillis(500);
      OutcomeWindow window = window(offer);
      TrafficReading.of(window).forEach(seen -> hearing.heard(offer.key(), seen));
    }

    assertEquals(List.of(), changes);
    assertEquals(verdictsBefore, verdictsOf(offers));
    assertEquals(trouble, accounts.trouble("together"));
  }

  private Offer listed(String id) {
    Offer offer = Offers.of("together", id, Set.of(Capability.CHAT), Price.FREE, List.of());
    verdicts.listed(offer);
    return offer;
  }

  private void seen(Offer offer, Finding finding) {
    now = now.plusSeconds(1);
    hearing.heard(
        offer.key(), new Observation(now, Source.TRAFFIC, finding, 1, 0, Optional.empty(), null));
  }

  private List<Verdict> verdictsOf(List<Offer> offers) {
    return offers.stream()
        .map(offer -> verdicts.find(offer.key()).orElseThrow().verdict())
        .toList();
  }

  private OutcomeWindow window(Offer offer) {
    Map<String, Long> findings = new HashMap<>();
    for (Finding finding : OF_REQUESTS) {
      if (random.nextBoolean()) {
        findings.put(finding.label(), 1L + random.nextInt(MOST_IN_A_WINDOW));
      }
    }
    return new OutcomeWindow(
        offer.provider(),
        offer.id(),
        offer.model(),
        "replica",
        now.minusMillis(500),
        now,
        findings,
        400,
        Map.of(),
        random.nextInt(100_000),
        0);
  }
}
