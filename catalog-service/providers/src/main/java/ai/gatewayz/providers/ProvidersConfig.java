package ai.gatewayz.providers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** {@code gatewayz.providers.<id>.*}: the providers by id. */
@ConfigMapping(prefix = "gatewayz")
public interface ProvidersConfig {

  Map<String, Entry> providers();

  interface Entry {

    /** A provider that is switched off is neither synced, probed nor routed to. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Which of the {@link Dialects} it has; {@code openai} for any further OpenAI-compatible
     * endpoint.
     */
    @WithDefault("openai")
    String dialect();

    /**
     * The inference base, usually ending in {@code /v1}; absent means that the provider cannot be
     * used at all.
     */
    Optional<URI> baseUrl();

    /** HuggingFace only: the hub that lists repositories. */
    Optional<URI> hubUrl();

    /**
     * Absent or empty: the provider is unconfigured; its public list is still synced where no key
     * is needed.
     */
    Optional<String> apiKey();
  }
}
