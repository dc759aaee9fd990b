package ai.gatewayz.gateway.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code gatewayz.gateway.requests.*}: the limits of one request. */
@ConfigMapping(prefix = "gatewayz.gateway.requests")
public interface CompletionConfig {

  /** Of a body; images travel inside. */
  @WithDefault("20M")
  MemorySize maxBody();

  /**
   * Of the bodies of all requests together; more are refused with 503, before they are read. A
   * quarter of the heap where it is not set. A body is held until its answer has begun.
   */
  Optional<MemorySize> bodyBudget();

  /**
   * Of that, what the bodies of one API key's requests may hold, in percent; more are refused with
   * 429. No body may be larger.
   */
  @WithDefault("50")
  int bodyBudgetPerKey();

  /** For a body to arrive. */
  @WithDefault("30s")
  Duration bodyTimeout();

  /** Requests at work at a time; more are refused at once, with a time to come back. */
  @WithDefault("4096")
  int mostAtOnce();

  /**
   * Of one API key's requests at work at a time; more are refused with 429. Fewer than the calls
   * that a provider gets at a time: one key's streams are not to keep everybody else from it.
   */
  @WithDefault("768")
  int mostPerKey();

  /** From then on answers say how old the routing state is: Kafka is away. */
  @WithDefault("1m")
  Duration staleAfter();
}
