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

  /** After the first failure; doubled by each further one in a row. */
  @WithDefault("2s")
  Duration first();

  /**
   * The most, unless the provider itself asks for more: a provider that is back is used again
   * within it.
   */
  @WithDefault("20s")
  Duration longest();

  /** The most that a provider can ask for. */
  @WithDefault("5m")
  Duration longestAsked();

  /**
   * Whether the first look after a cooling is a question of a few tokens of the gateway's own. It
   * costs next to nothing, and no user waits for one more failure; {@code false}: the next request
   * is the look.
   */
  @WithDefault("true")
  boolean probe();

  /** How long the look after a cooling keeps the others away. */
  @WithDefault("5s")
  Duration trial();

  /** How many different offers of a provider fail in a row before the whole provider cools. */
  @WithDefault("3")
  int offersOfProvider();
}
