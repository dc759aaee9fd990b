package ai.gatewayz.gateway.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code gatewayz.gateway.requests.*}: the limits of one request. */
@ConfigMapping(prefix = "gatewayz.gateway.requests")
public interface CompletionConfig {

  /** Largest body of a request; images travel inside it. */
  @WithDefault("20M")
  MemorySize maxBody();

  /**
   * Memory for the bodies of all requests; more are refused with 503, before they are read. A
   * quarter of the heap where it is not set. A body is held until its answer has begun.
   */
  Optional<MemorySize> bodyBudget();

  /**
   * Percent of that for the bodies of one API key's requests; more are refused with 429. No body
   * may be larger.
   */
  @WithDefault("50")
  int bodyBudgetPerKey();

  /** Longest time for a body to arrive. */
  @WithDefault("30s")
  Duration bodyTimeout();

  /** Requests in flight; more are refused at once, with {@code Retry-After}. */
  @WithDefault("4096")
  int mostAtOnce();

  /**
   * Requests in flight of one API key; more are refused with 429. Fewer than the calls to one
   * provider: one key's streams must not keep everybody else from it.
   */
  @WithDefault("768")
  int mostPerKey();

  /** When the routing state is older than this, Kafka counts as down and answers say its age. */
  @WithDefault("1m")
  Duration staleAfter();
}
