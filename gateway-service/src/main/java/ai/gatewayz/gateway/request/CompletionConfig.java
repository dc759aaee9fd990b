package ai.gatewayz.gateway.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.gateway.requests.*}: the limits of one request. */
@ConfigMapping(prefix = "gatewayz.gateway.requests")
public interface CompletionConfig {

  /** Of a body; images travel inside. */
  @WithDefault("20M")
  MemorySize maxBody();

  /** For a body to arrive. */
  @WithDefault("30s")
  Duration bodyTimeout();

  /** Requests at work at a time; more are refused at once, with a time to come back. */
  @WithDefault("4096")
  int mostAtOnce();

  /** Of one API key's requests at work at a time; more are refused with 429. */
  @WithDefault("1024")
  int mostPerKey();

  /** From then on answers say how old the routing state is: Kafka is away. */
  @WithDefault("1m")
  Duration staleAfter();
}
