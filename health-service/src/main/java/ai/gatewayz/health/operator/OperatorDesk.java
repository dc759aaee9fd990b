package ai.gatewayz.health.operator;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.store.Schema;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Reads every second the overrides and probe requests that were stored at any replica, and the
 * overrides that have ended, and acts on the offers that this replica owns.
 */
@ApplicationScoped
public class OperatorDesk {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Schema schema;
  private final Background background;
  private final Verdicts verdicts;
  private final Overrides overrides;
  private final OverrideRepository written;
  private final ProbeRequests requests;
  private final InstantSource clock;
  private Repeating looking;

  OperatorDesk(
      Schema schema,
      Background background,
      Verdicts verdicts,
      Overrides overrides,
      OverrideRepository written,
      ProbeRequests requests,
      InstantSource clock,
      MeterRegistry registry) {
    this.schema = schema;
    this.background = background;
    this.verdicts = verdicts;
    this.overrides = overrides;
    this.written = written;
    this.requests = requests;
    this.clock = clock;
    Gauge.builder("gatewayz.health.overrides", overrides, it -> it.holding(clock.instant()))
        .description("Overrides in force in the whole fleet; every replica reports the same number")
        .register(registry);
  }

  void start(@Observes StartupEvent started) {
    looking = background.every(PAUSE, "Reading overrides and probe requests", this::look);
  }

  void stop(@Observes ShutdownEvent stopping) {
    looking.cancel();
  }

  /** Stores an override and publishes it where the offer is this replica's. */
  public Uni<Void> say(OverrideEntry word) {
    return written.say(word).chain(this::refresh);
  }

  /** Ends the override of an offer; false where none is set. */
  public Uni<Boolean> end(OfferKey key, String by) {
    return written.end(key, clock.instant(), by).call(this::refresh);
  }

  private Uni<Void> look() {
    announce();
    return schema.ready() ? refresh().chain(requests::take) : Uni.createFrom().voidItem();
  }

  private Uni<Void> refresh() {
    return written
        .standing(clock.instant())
        .invoke(entries -> overrides.replace(entries.stream().map(OverrideEntry::word).toList()))
        .invoke(this::announce)
        .replaceWithVoid();
  }

  /** A word's end needs no database. */
  private void announce() {
    for (OfferKey key : overrides.unannounced(clock.instant())) {
      if (verdicts.find(key).isPresent()) {
        verdicts.retell(key);
      }
    }
  }
}
