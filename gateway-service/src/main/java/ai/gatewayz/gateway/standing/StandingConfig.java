package ai.gatewayz.gateway.standing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * {@code gatewayz.gateway.cooling.*}: how long a failure keeps traffic away where there is
 * somewhere else to go.
 */
@ConfigMapping(prefix = "gatewayz.gateway.cooling")
public interface StandingConfig {

  /** After the first failure; four times as long after each further one in a row. */
  @WithDefault("2s")
  Duration first();

  /**
   * The most, unless the provider itself asks for more. So often one looks, of all replicas,
   * whether it is back.
   */
  @WithDefault("15s")
  Duration longest();

  /** The most that a provider can ask for. */
  @WithDefault("5m")
  Duration longestAsked();

  /**
   * Whether it is a question of a few tokens of the gateway's own that finds out what answers
   * again, and what a request with wishes of its own has met. It costs next to nothing, and no user
   * waits for one more failure; {@code false}: the next request is the look.
   */
  @WithDefault("true")
  boolean probe();

  /** An offer that nobody has wanted for so long is not asked. */
  @WithDefault("5m")
  Duration wanted();

  /**
   * How often a connection is opened to a provider that takes none, and closed at once: nothing is
   * sent. When it is taken again, an offer is asked.
   */
  @WithDefault("2s")
  Duration knock();

  /** How long a request that is the look keeps the others away. */
  @WithDefault("5s")
  Duration trial();

  /**
   * How many offers of a provider begin to fail within a minute before the whole provider cools,
   * unless others of its offers answer.
   */
  @WithDefault("3")
  int offersOfProvider();
}
