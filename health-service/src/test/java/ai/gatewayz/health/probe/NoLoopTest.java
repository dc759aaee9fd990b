package ai.gatewayz.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.budget.Purpose;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.question.Manners;
import ai.gatewayz.health.question.Patience;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is the matter with an offer, it is not asked in a loop, and keeps no other waiting. */
class NoLoopTest {

  private static final Duration LEAST = Duration.ofSeconds(15);
  private static final Duration DAY = Duration.ofDays(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Map<OfferKey, List<Instant>> asked = new HashMap<>();
  private final Map<OfferKey, Supplier<Finding>> says = new HashMap<>();
  private final Providers providers = Configs.providers(Set.of("together"));
  private final ProbeConfig config = Configs.probes(Map.of());
  private final AccountFacts accounts = new AccountFacts(Configs.account(Map.of()), () -> now);
  private final Purse purse = new Purse(() -> now);
  private final Verdicts verdicts =
      new Verdicts(
          Configs.watch(Map.of()),
          config,
          providers,
          List.of(),
          List.of(),
          new Overrides(),
          () -> now);
  private final ProbeDesk desk =
      new ProbeDesk(
          verdicts,
          providers,
          accounts,
          purse,
          new Caps(BigDecimal.TEN, Map.of()),
          new Manners(config.maxTokens()),
          new QuestionCost(config.assumedUsd(), config.rerank().assumedUsd()),
          new Patience(config.timeout()),
          config,
          new CapabilityDesk(
              verdicts,
              accounts,
              purse,
              new Caps(BigDecimal.TEN, Map.of()),
              new Manners(config.maxTokens()),
              new QuestionCost(config.assumedUsd(), config.rerank().assumedUsd()),
              new Patience(config.timeout()),
              Configs.capabilities(Map.of()),
              config,
              (offer, capability, held) -> {},
              new CapabilityMetrics(new SimpleMeterRegistry()),
              () -> now),
          () -> now);

  private OfferKey listed(String id, Supplier<Finding> answer) {
    return listed(Offers.chat("together", id), answer);
  }

  private OfferKey listed(Offer offer, Supplier<Finding> answer) {
    says.put(offer.key(), answer);
    asked.put(offer.key(), new ArrayList<>());
    verdicts.listed(offer);
    return offer.key();
  }

  /** A tick is a twentieth of a second in life; here whole seconds do, for a limit of one third. */
  private void run(Duration time, Runnable eachSecond) {
    desk.share(1);
    for (Instant end = now.plus(time); now.isBefore(end); now = now.plusSeconds(1)) {
      for (Purpose purpose : Purpose.values()) {
        purse.fill(purse.today(), new Purse.Pot("together", purpose), BigDecimal.ONE);
      }
      eachSecond.run();
      for (Assignment assignment : desk.next()) {
        OfferKey key = assignment.offer().key();
        asked.get(key).add(now);
        Finding finding = says.get(key).get();
        int status = finding == Finding.ANSWERED ? 200 : 400;
        desk.answered(
            assignment, ProbeResult.of(new Evidence(finding, status, Optional.empty(), "no")));
      }
    }
  }

  private void neverTooSoon() {
    asked.forEach(
        (key, times) -> {
          for (int i = 1; i < times.size(); i++) {
            Duration gap = Duration.between(times.get(i - 1), times.get(i));
            assertTrue(gap.compareTo(LEAST) >= 0, () -> key + " asked again after " + gap);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void whateverAnOfferSaysItIsAskedALittleAndTheOthersAreToo(Finding finding) {
    OfferKey one = listed("a/one", () -> finding);
    List<OfferKey> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.add(listed("b/" + i, () -> Finding.ANSWERED));
    }
    run(DAY, () -> {});
    neverTooSoon();
    assertTrue(asked.get(one).size() <= 60, () -> "asked " + asked.get(one).size() + " times");
    others.forEach(each -> assertTrue(asked.get(each).size() >= 1, each::toString));
  }

  /** Its list says that it paints, which is too dear to ask, and its name may be wrong. */
  @Test
  void whoDoesNotChatIsNotGoneWhereItIsForSomethingElse() {
    Offer painter =
        Offers.of(
            "together",
            "a/painter",
            Set.of(Capability.CHAT, Capability.IMAGES),
            Price.UNKNOWN,
            List.of());
    OfferKey key = listed(painter, () -> Finding.WRONG_OPERATION);
    run(DAY.multipliedBy(2), () -> {});
    assertEquals(State.UNKNOWN, verdicts.find(key).orElseThrow().verdict().state());
    assertTrue(asked.get(key).size() <= 3, () -> "asked " + asked.get(key).size() + " times");
    OfferKey chat = listed("a/no-chat", () -> Finding.WRONG_OPERATION);
    run(DAY, () -> {});
    assertEquals(State.UNAVAILABLE, verdicts.find(chat).orElseThrow().verdict().state());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noHistoryMakesALoop(long seed) {
    Random random = new Random(seed);
    Finding[] findings = Finding.values();
    for (int i = 0; i < 40; i++) {
      listed("a/" + i, () -> findings[random.nextInt(findings.length)]);
    }
    List<OfferKey> keys = List.copyOf(asked.keySet());
    run(
        Duration.ofHours(6),
        () -> {
          if (random.nextInt(5) == 0) {
            OfferKey key = keys.get(random.nextInt(keys.size()));
            Finding seen = findings[random.nextInt(findings.length)];
            new Hearing(accounts, verdicts)
                .heard(
                    key,
                    new Observation(now, Source.TRAFFIC, seen, 1, 400, Optional.empty(), null));
          }
          if (random.nextInt(50) == 0) {
            verdicts.hurry(keys.get(random.nextInt(keys.size())));
          }
        });
    neverTooSoon();
  }

  /** More suspicions than the pace allows for: what nobody doubts has its turn all the same. */
  @Test
  void theUrgentDoNotKeepTheOthersWaitingForEver() {
    for (int i = 0; i < 50; i++) {
      listed("a/" + i, () -> Finding.SERVER_ERROR);
    }
    OfferKey patient = listed("z/patient", () -> Finding.ANSWERED);
    run(
        Duration.ofMinutes(40),
        () -> says.keySet().stream().filter(key -> !key.equals(patient)).forEach(verdicts::hurry));
    assertEquals(1, asked.get(patient).size());
  }
}
