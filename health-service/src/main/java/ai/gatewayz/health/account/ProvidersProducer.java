package ai.gatewayz.health.account;

import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The providers as configured. */
@Singleton
class ProvidersProducer {

  @Produces
  @Singleton
  Providers providers(ProvidersConfig config) {
    return Providers.from(config);
  }
}
