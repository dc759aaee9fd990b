package ai.gatewayz.health.account;

import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.evidence.Finding;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is wrong with the providers, as this replica sees it: 1 while it is, 0 while it is not. */
@Singleton
@Startup
class TroubleMetrics {

  /** Whose affair it is: what an operator does about it differs. */
  enum Kind {
    /** the key, the credits or the rights of our account: nobody but us can mend it */
    ACCOUNT,
    /** we ask faster than we may: it passes, or wants a higher limit */
    THROTTLED,
    /** the provider fails for everybody: it passes */
    OUTAGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
      return label;
    }
  }

  private final AccountFacts facts;

  TroubleMetrics(AccountFacts facts, Providers providers, MeterRegistry registry) {
    this.facts = facts;
    for (Provider provider : providers.all()) {
      for (Kind kind : Kind.values()) {
        Gauge.builder("gatewayz.health.provider.trouble", () -> has(provider.id(), kind) ? 1 : 0)
            .description("1 while a provider as a whole has a problem of this kind")
            .tag("provider", provider.id())
            .tag("kind", kind.label())
            .register(registry);
      }
    }
  }

  private boolean has(String provider, Kind kind) {
    return facts.trouble(provider).map(trouble -> kind(trouble.finding()) == kind).orElse(false);
  }

  static Kind kind(Finding finding) {
    return switch (finding.subject()) {
      case ACCOUNT -> finding == Finding.RATE_LIMITED ? Kind.THROTTLED : Kind.ACCOUNT;
      // Models are gone all at once where our key has lost its access.
      case MODEL -> Kind.ACCOUNT;
      case MOMENT, REQUEST -> Kind.OUTAGE;
    };
  }
}
