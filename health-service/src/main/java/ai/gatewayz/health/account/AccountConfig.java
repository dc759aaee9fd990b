package ai.gatewayz.health.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.health.account.*}: when our account at a provider is in doubt. */
@ConfigMapping(prefix = "gatewayz.health.account")
public interface AccountConfig {

  /**
   * So many different offers that answered before are gone one after the other, without any other
   * offer of the provider answering in between, where our account is in doubt and not the models.
   */
  @WithDefault("3")
  int goneInARow();
}
