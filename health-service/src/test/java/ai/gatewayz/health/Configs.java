package ai.gatewayz.health;

import ai.gatewayz.health.account.AccountConfig;
import ai.gatewayz.health.capability.CapabilityConfig;
import ai.gatewayz.health.ledger.WatchConfig;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.connection.EgressConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Configuration as it is by default, or as a test wants it. */
public final class Configs {

  private Configs() {}

  public static ProbeConfig probes(Map<String, String> properties) {
    return config(properties).getConfigMapping(ProbeConfig.class);
  }

  public static WatchConfig watch(Map<String, String> properties) {
    return config(properties).getConfigMapping(WatchConfig.class);
  }

  public static AccountConfig account(Map<String, String> properties) {
    return config(properties).getConfigMapping(AccountConfig.class);
  }

  public static CapabilityConfig capabilities(Map<String, String> properties) {
    return config(properties).getConfigMapping(CapabilityConfig.class);
  }

  /** Providers are called straight. */
  public static EgressConfig egress() {
    return config(Map.of()).getConfigMapping(EgressConfig.class);
  }

  private static SmallRyeConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(ProbeConfig.class)
        .withMapping(WatchConfig.class)
        .withMapping(AccountConfig.class)
        .withMapping(CapabilityConfig.class)
        .withMapping(EgressConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build();
  }

  /** Configured, each by the dialect of its name. */
  public static Providers providers(Collection<String> ids) {
    Map<String, ProvidersConfig.Entry> entries = new HashMap<>();
    ids.forEach(id -> entries.put(id, new Configured(id)));
    return Providers.from(() -> entries);
  }

  private record Configured(String id) implements ProvidersConfig.Entry {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public String dialect() {
      return id;
    }

    @Override
    public Optional<URI> baseUrl() {
      return Optional.of(URI.create("http://localhost/v1"));
    }

    @Override
    public Optional<URI> hubUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<String> apiKey() {
      return Optional.of("key");
    }
  }
}
