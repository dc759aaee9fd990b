package ai.gatewayz.gateway.standing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * {@code gatewayz.gateway.cooling.*}: the circuit breaker's backoff after failures, while there is
 * another candidate.
 */
@ConfigMapping(prefix = "gatewayz.gateway.cooling")
public interface StandingConfig {

  /** After the first failure; four times as long after each further one in a row. */
  @WithDefault("2s")
  Duration first();

  /**
   * The longest, unless the provider requests more. So often one replica of all probes whether the
   * offer is back.
   */
  @WithDefault("15s")
  Duration longest();

  /** The longest that a provider can request. */
  @WithDefault("5m")
  Duration longestAsked();

  /**
   * Whether half-open probes of a few tokens, sent by the gateway itself, find out what answers
   * again, and what a request with wishes of its own has met. They cost next to nothing, and no
   * user waits for one more failure; {@code false}: the next request is the probe.
   */
  @WithDefault("true")
  boolean probe();

  /** An offer that no request wanted for this long is not probed. */
  @WithDefault("5m")
  Duration wanted();

  /**
   * How often a connection is opened to a provider that refuses them, and closed at once: nothing
   * is sent. When it is accepted again, an offer is probed.
   */
  @WithDefault("2s")
  Duration knock();

  /** How long a request that is the probe keeps other requests away. */
  @WithDefault("5s")
  Duration trial();

  /**
   * How many offers of a provider begin to fail within a minute before the provider's circuit
   * opens, unless others of its offers answer.
   */
  @WithDefault("3")
  int offersOfProvider();
}
