package ai.gatewayz.health.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.health.account.*}: when our account at a provider is in doubt. */
@ConfigMapping(prefix = "gatewayz.health.account")
public interface AccountConfig {

  /**
   * When so many offers that answered before are not found one after the other, and no other offer
   * of the provider answers in between, the account is in doubt and not the models.
   */
  @WithDefault("3")
  int goneInARow();
}
