package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the offers whose turn it is, within each provider's pace and the day's money. */
@ApplicationScoped
public class ProbeScheduler {

  private static final Duration TICK = Duration.ofMillis(50);

  /** Where an answer says nothing of the offer, or there is no money for the question. */
  private static final Duration LATER = Duration.ofMinutes(10);

  private final Verdicts verdicts;
  private final Providers providers;
  private final Prober prober;
  private final AccountFacts accounts;
  private final Purse purse;
  private final ProbeConfig config;
  private final ProbeMetrics metrics;
  private final Background background;
  private final InstantSource clock;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private Repeating ticks;

  ProbeScheduler(
      Verdicts verdicts,
      Providers providers,
      Prober prober,
      AccountFacts accounts,
      Purse purse,
      ProbeConfig config,
      ProbeMetrics metrics,
      Background background,
      InstantSource clock) {
    this.verdicts = verdicts;
    this.providers = providers;
    this.prober = prober;
    this.accounts = accounts;
    this.purse = purse;
    this.config = config;
    this.metrics = metrics;
    this.background = background;
    this.clock = clock;
  }

  /** One provider's traffic of ours. */
  private record Lane(Pace pace, AtomicInteger out) {}

  void start(@Observes StartupEvent started) {
    if (config.enabled()) {
      ticks = background.every(TICK, "probing", this::tick);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (ticks != null) {
      ticks.cancel();
    }
  }

  private Uni<Void> tick() {
    Instant now = clock.instant();
    for (Provider provider : providers.all()) {
      if (provider.configured() && !accounts.paused(provider.id())) {
        ask(provider, now);
      }
    }
    return Uni.createFrom().voidItem();
  }

  private void ask(Provider provider, Instant now) {
    Lane lane =
        lanes.computeIfAbsent(
            provider.id(), id -> new Lane(new Pace(config.perSecond(), now), new AtomicInteger()));
    // While something is wrong with our account, one question at a time finds out whether it still
    // is.
    int room = accounts.trouble(provider.id()).isPresent() ? 1 : config.concurrency();
    int permits = lane.pace.take(room - lane.out.get(), now);
    if (permits <= 0) {
      return;
    }
    List<Offer> due = verdicts.due(provider.id(), permits);
    lane.pace.back(permits - due.size());
    for (Offer offer : due) {
      if (purse.pay(offer.price())) {
        lane.out.incrementAndGet();
        background.once("probe", () -> ask(provider, offer, lane));
      } else {
        metrics.unpaid(provider.id());
        verdicts.returned(offer.key(), now.plus(LATER));
      }
    }
  }

  private Uni<Void> ask(Provider provider, Offer offer, Lane lane) {
    return prober
        .ask(provider, offer, false)
        .chain(result -> orByItsNewerName(provider, offer, result))
        .onFailure()
        .recoverWithItem(failure -> new ProbeResult(Evidence.of(Finding.UNREACHABLE), null))
        .invoke(result -> settle(provider, offer, result))
        .onTermination()
        .invoke(lane.out::decrementAndGet)
        .replaceWithVoid();
  }

  /** The newest models refuse the older name of the output budget: one more question tells. */
  private Uni<ProbeResult> orByItsNewerName(Provider provider, Offer offer, ProbeResult result) {
    boolean refused = result.evidence().finding() == Finding.REQUEST_REFUSED;
    return refused && purse.pay(offer.price())
        ? prober.ask(provider, offer, true)
        : Uni.createFrom().item(result);
  }

  private void settle(Provider provider, Offer offer, ProbeResult result) {
    Evidence evidence = result.evidence();
    Instant now = clock.instant();
    metrics.probed(provider.id(), evidence.finding());
    accounts.observed(provider.id(), evidence);
    if (saysNothing(evidence.finding())) {
      verdicts.returned(offer.key(), again(provider, now));
    } else {
      verdicts.observed(
          offer.key(),
          Observation.of(now, Availability.Source.PROBE, evidence, result.ttftMillis()));
    }
  }

  /** With our account out of order it is the provider that is waited for, not the offer. */
  private Instant again(Provider provider, Instant now) {
    return accounts.trouble(provider.id()).map(AccountFacts.Trouble::until).orElse(now.plus(LATER));
  }

  private static boolean saysNothing(Finding finding) {
    return switch (finding) {
      case KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          RATE_LIMITED,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED ->
          true;
      case ANSWERED,
          BUDGET_TOO_SMALL,
          MODEL_GONE,
          NOT_SERVERLESS,
          WRONG_OPERATION,
          COLD,
          GATED,
          REQUEST_REFUSED,
          OVERLOADED,
          SERVER_ERROR,
          GARBLED,
          TIMED_OUT,
          UNREACHABLE ->
          false;
    };
  }
}
