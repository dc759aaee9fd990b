package ai.gatewayz.catalog.operator;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Ends rules when they expire, on whichever replica looks first. */
@ApplicationScoped
class RuleExpiry {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RuleBook rules;
  private final HeldMetrics metrics;
  private final Schema schema;
  private final Background background;
  private Repeating turns;

  RuleExpiry(RuleBook rules, HeldMetrics metrics, Schema schema, Background background) {
    this.rules = rules;
    this.metrics = metrics;
    this.schema = schema;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    turns = background.every(PAUSE, "Ending expired rules", this::turn);
  }

  void stop(@Observes ShutdownEvent stopping) {
    turns.cancel();
  }

  private Uni<Void> turn() {
    return schema.ready() ? rules.expire().chain(metrics::refresh) : Uni.createFrom().voidItem();
  }
}
