package ai.gatewayz.health.probe;

import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Sends the probes that the desk decides on, and brings it the answers. */
@ApplicationScoped
class ProbeScheduler {

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration PLANNED = Duration.ofSeconds(30);

  private final ProbeDesk desk;
  private final Prober prober;
  private final ProbeJournal journal;
  private final Providers providers;
  private final ProbeConfig config;
  private final ProbeMetrics metrics;
  private final Background background;
  private Repeating ticks;
  private Repeating plans;

  ProbeScheduler(
      ProbeDesk desk,
      Prober prober,
      ProbeJournal journal,
      Providers providers,
      ProbeConfig config,
      ProbeMetrics metrics,
      Background background) {
    this.desk = desk;
    this.prober = prober;
    this.journal = journal;
    this.providers = providers;
    this.config = config;
    this.metrics = metrics;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    plans = background.every(PLANNED, "Planning probes", this::plan);
    if (config.enabled()) {
      ticks = background.every(TICK, "Starting probes", this::tick);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    plans.cancel();
    if (ticks != null) {
      ticks.cancel();
    }
  }

  private Uni<Void> plan() {
    desk.plan();
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> tick() {
    for (Assignment assignment : desk.next()) {
      background.once("A probe", () -> ask(assignment));
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> ask(Assignment assignment) {
    Provider provider = providers.find(assignment.offer().provider()).orElseThrow();
    return journal
        .asked(assignment)
        .chain(() -> prober.ask(provider, assignment))
        .onFailure()
        .recoverWithItem(failure -> ProbeResult.of(Evidence.of(Finding.UNREACHABLE)))
        .invoke(result -> settle(assignment, result))
        .replaceWithVoid();
  }

  private void settle(Assignment assignment, ProbeResult result) {
    metrics.probed(assignment.offer().key(), result.evidence().finding());
    journal.settled(desk.answered(assignment, result));
  }
}
