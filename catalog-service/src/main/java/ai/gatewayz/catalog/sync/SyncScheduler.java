package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.schema.Schema;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Begins syncs when they are due, as soon as the database is there. */
@ApplicationScoped
public class SyncScheduler {

  private final SyncJob job;
  private final SyncConfig config;
  private final Providers providers;
  private final Schema schema;
  private final Background background;
  private final InstantSource clock;
  private final SyncSchedule schedule;
  private Repeating ticks;

  SyncScheduler(
      SyncJob job,
      SyncConfig config,
      Providers providers,
      Schema schema,
      Background background,
      InstantSource clock) {
    this.job = job;
    this.config = config;
    this.providers = providers;
    this.schema = schema;
    this.background = background;
    this.clock = clock;
    this.schedule =
        new SyncSchedule(
            config.interval(), config.retry(), config.startSpacing(), config.concurrency());
  }

  void start(@Observes StartupEvent started) {
    ticks = background.every(config.tick(), "Starting due syncs", this::tick);
  }

  void stop(@Observes ShutdownEvent stopping) {
    ticks.cancel();
  }

  private Uni<Void> tick() {
    if (config.enabled() && schema.ready()) {
      beginDue();
    }
    return Uni.createFrom().voidItem();
  }

  private void beginDue() {
    List<String> listable =
        providers.all().stream().filter(Provider::listable).map(Provider::id).toList();
    schedule.begin(listable, clock.instant()).forEach(this::begin);
  }

  /**
   * Takes the next provider at once: at its next tick, a replica whose ticks fall together with
   * another's would find that one at the next provider too, and never have one of its own.
   */
  private void passed(String id) {
    schedule.passed(id, clock.instant());
    beginDue();
  }

  private void begin(String id) {
    Provider provider = providers.find(id).orElseThrow();
    Duration age = schedule.age(id);
    background.once(
        "The sync of " + id,
        () ->
            job.run(provider, age)
                .invoke(
                    attempt ->
                        attempt.ifPresentOrElse(
                            done -> schedule.ended(id, done.result, clock.instant()),
                            () -> passed(id)))
                .onFailure()
                .invoke(() -> schedule.ended(id, SyncEvent.Result.FAILED, clock.instant()))
                .replaceWithVoid());
  }
}
