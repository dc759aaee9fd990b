package ai.gatewayz.health.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.watch.*}: how verdicts age. */
@ConfigMapping(prefix = "gatewayz.health.watch")
public interface WatchConfig {

  /**
   * How long an answer proves an offer that is in use; live traffic proves it as well as a probe.
   */
  @WithDefault("6h")
  Duration freshness();

  /** The same for offers that nobody uses. Stretched where pace and money do not reach for all. */
  @WithDefault("24h")
  Duration idleFreshness();

  /** For how long an offer counts as in use after callers used its model. */
  @WithDefault("24h")
  Duration wanted();

  /**
   * How soon a suspicion gets its second opinion: one answer alone never makes an offer
   * unavailable.
   */
  @WithDefault("15s")
  Duration confirm();

  /** First wait before a dead offer is asked again; doubles up to its freshness. */
  @WithDefault("2m")
  Duration recovery();

  /** How old an announcement may be before the same verdict, verified again, is announced again. */
  @WithDefault("10m")
  Duration retell();

  /** Observations in a row that speak against the model until it is unavailable; 2 or more. */
  @WithDefault("2")
  int goneAfter();
}
