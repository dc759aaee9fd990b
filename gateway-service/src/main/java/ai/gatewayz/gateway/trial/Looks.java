package ai.gatewayz.gateway.trial;

import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.StandingConfig;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Runs half-open probes of failed offers, so that no request has to. Does nothing where they are
 * switched off. Any thread may report a failure.
 */
@Singleton
@Startup
public class Looks {

  private static final long TICK_MILLIS = 250;

  private final Vertx vertx;
  private final Trials trials;
  private final Knocks knocks;
  private final LiveStandings standings;
  private final InstantSource clock;
  private final Providers providers;
  private final boolean on;
  private final LookSchedule schedule;
  private long timer;

  Looks(
      Vertx vertx,
      Trials trials,
      Knocks knocks,
      LiveStandings standings,
      StandingConfig config,
      ProvidersConfig providers,
      InstantSource clock) {
    this.vertx = vertx;
    this.trials = trials;
    this.knocks = knocks;
    this.standings = standings;
    this.clock = clock;
    this.providers = Providers.from(providers);
    this.on = config.probe();
    this.schedule = new LookSchedule(standings, config);
  }

  @PostConstruct
  void start() {
    timer = vertx.setPeriodic(TICK_MILLIS, id -> look());
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(timer);
  }

  /** Whether offers are asked for an operation at all; else callers find out how they do. */
  public boolean asks(Operation operation) {
    return on && SmallestQuestion.exists(operation);
  }

  /** A request has failed at an offer. */
  public void failed(OfferView offer, Operation operation, Finding finding) {
    if (asks(operation)) {
      schedule.failed(offer, operation, finding, clock.instant());
    }
  }

  /** A request would have gone to an offer, but for its failures. */
  public void wanted(OfferView offer, Operation operation) {
    if (asks(operation)) {
      schedule.wanted(offer, operation, clock.instant());
    }
  }

  /**
   * A request with wishes of its own has failed at an offer: it is asked at once whether it answers
   * without them, on the event loop of the caller.
   */
  public void suspected(OfferView offer, Operation operation) {
    if (asks(operation) && schedule.suspected(offer.key(), clock.instant())) {
      ask(offer, operation)
          .onSuccess(
              found -> {
                if (standings.failing(offer.key())) {
                  schedule.failed(offer, operation, found.finding(), clock.instant());
                }
              });
    }
  }

  /** Does what is due, on the event loop of the caller; by itself that is done all the time. */
  public void look() {
    try {
      standings.forget();
      schedule.due(clock.instant()).forEach(this::take);
    } catch (RuntimeException e) {
      Log.error("Starting half-open probes failed", e);
    }
  }

  private void take(LookSchedule.Step step) {
    switch (step) {
      case LookSchedule.Step.Ask ask ->
          ask(ask.offer(), ask.operation())
              .onComplete(
                  found -> schedule.told(ask.offer().key(), found.result(), clock.instant()));
      case LookSchedule.Step.Knock knock ->
          providers
              .find(knock.provider())
              .map(knocks::at)
              .orElseGet(() -> Future.succeededFuture(true))
              .onSuccess(open -> schedule.knocked(knock.provider(), open));
    }
  }

  private Future<Evidence> ask(OfferView offer, Operation operation) {
    Optional<Candidate> plain =
        providers
            .find(offer.offer().provider())
            .map(provider -> new Candidate(provider, offer, offer.offer().upstreamId()));
    return plain.isPresent()
        ? trials.ask(plain.get(), operation)
        : Future.failedFuture("its provider is not configured");
  }
}
