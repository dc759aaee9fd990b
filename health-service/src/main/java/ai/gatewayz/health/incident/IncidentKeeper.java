package ai.gatewayz.health.incident;

import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.background.Background;
import ai.gatewayz.health.background.Repeating;
import ai.gatewayz.health.store.Schema;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Works incidents out every few seconds, and writes down what is wrong with our accounts. */
@ApplicationScoped
public class IncidentKeeper {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** One answer alone is no incident. */
  private static final int OFTEN = 2;

  private static final Set<Finding> OF_ACCOUNT =
      Set.of(
          Finding.KEY_REJECTED,
          Finding.CREDITS_EXHAUSTED,
          Finding.PERMISSION_DENIED,
          // All models at once: the account is in doubt, not the models.
          Finding.MODEL_GONE);

  private final Schema schema;
  private final Background background;
  private final Providers providers;
  private final AccountFacts accounts;
  private final IncidentRepository repository;
  private final Incidents incidents;
  private final IncidentMetrics metrics;
  private final InstantSource clock;
  private final Map<String, Integer> told = new HashMap<>();
  private Repeating working;

  IncidentKeeper(
      Schema schema,
      Background background,
      Providers providers,
      AccountFacts accounts,
      IncidentRepository repository,
      Incidents incidents,
      IncidentMetrics metrics,
      InstantSource clock) {
    this.schema = schema;
    this.background = background;
    this.providers = providers;
    this.accounts = accounts;
    this.repository = repository;
    this.incidents = incidents;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    working = background.every(PAUSE, "Updating incidents", this::work);
  }

  void stop(@Observes ShutdownEvent stopping) {
    working.cancel();
  }

  private Uni<Void> work() {
    if (!schema.ready()) {
      return Uni.createFrom().voidItem();
    }
    Instant now = clock.instant();
    return troubles(now)
        .chain(() -> repository.work(now, IncidentRules::steps))
        .invoke(metrics::done)
        .invoke(IncidentLog::done)
        .chain(done -> incidents.open())
        .invoke(metrics::open)
        .replaceWithVoid();
  }

  private Uni<Void> troubles(Instant now) {
    Uni<Void> written = Uni.createFrom().voidItem();
    for (Provider provider : providers.all()) {
      AccountFacts.Trouble trouble = accounts.trouble(provider.id()).orElse(null);
      if (trouble == null || !OF_ACCOUNT.contains(trouble.finding()) || trouble.times() < OFTEN) {
        told.remove(provider.id());
      } else if (!Integer.valueOf(trouble.times()).equals(told.get(provider.id()))) {
        written =
            written
                .chain(
                    () ->
                        repository.trouble(
                            provider.id(), trouble.finding().label(), trouble.since(), now))
                .invoke(() -> told.put(provider.id(), trouble.times()));
      }
    }
    return written;
  }
}
