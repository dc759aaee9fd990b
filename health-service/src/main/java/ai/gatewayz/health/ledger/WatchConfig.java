package ai.gatewayz.health.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.health.watch.*}: how verdicts age. */
@ConfigMapping(prefix = "gatewayz.health.watch")
public interface WatchConfig {

  /** How long an answer verifies an offer in use; live traffic verifies as well as a probe. */
  @WithDefault("6h")
  Duration freshness();

  /** The same for offers that nobody uses. Longer where rate and budget do not suffice for all. */
  @WithDefault("24h")
  Duration idleFreshness();

  /** For how long an offer counts as in use after callers used its model. */
  @WithDefault("24h")
  Duration wanted();

  /**
   * How soon a failure is confirmed by a second probe: one answer alone never makes an offer
   * unavailable.
   */
  @WithDefault("15s")
  Duration confirm();

  /** First wait before an unavailable offer is probed again; doubles up to its freshness. */
  @WithDefault("2m")
  Duration recovery();

  /** Age of a published verdict after which it is published again when it is verified again. */
  @WithDefault("10m")
  Duration retell();

  /** Observations against the model in a row that make it unavailable; 2 or more. */
  @WithDefault("2")
  int goneAfter();
}
