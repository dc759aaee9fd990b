package ai.gatewayz.gateway.attempt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code gatewayz.gateway.attempts.*}: the limits of one call to a provider. */
@ConfigMapping(prefix = "gatewayz.gateway.attempts")
public interface AttemptConfig {

  /** To open a connection, TLS included. A provider that is up connects in a fraction of it. */
  @WithDefault("5s")
  Duration connectTimeout();

  /**
   * To the first content of a stream while there is another candidate. What is known of an offer's
   * speed shortens it, and lengthens it only where no faster one is left; a long prompt gets more.
   */
  @WithDefault("10s")
  Duration firstTokenTimeout();

  /** The same where its speed is known: several times its usual time, never less than this. */
  @WithDefault("5s")
  Duration leastFirstTokenTimeout();

  /** The same for the last candidate: nothing is left but to wait. */
  @WithDefault("100s")
  Duration lastFirstTokenTimeout();

  /** The same for a reasoning model, where no faster one is left; some are silent for minutes. */
  @WithDefault("300s")
  Duration reasoningFirstTokenTimeout();

  /**
   * The same for such a model where one is left that does not reason, or its speed is known:
   * several times its usual time, never less than this.
   */
  @WithDefault("60s")
  Duration leastReasoningFirstTokenTimeout();

  /** To the whole of an answer that is not streamed: it comes at its end. */
  @WithDefault("300s")
  Duration answerTimeout();

  /**
   * To the first byte of such an answer while there is another candidate: what a stream would get
   * to its first content and the time to write what was asked for, but never less than this.
   */
  @WithDefault("30s")
  Duration leastAnswerTimeout();

  /** Assumed speed of a provider that is slow, but still works; at least 1. */
  @WithDefault("20")
  int slowestTokensPerSecond();

  /**
   * From one comment to the next while a stream waits for its first content; proxies give up after
   * a minute. With the first comment the head of the answer is sent: no other status can follow,
   * and no header that says who answered. So it does not come before the first failover can: not
   * within {@code first-token-timeout} and two seconds, whatever is configured here. An attempt
   * that may take longer than that, because its model reasons or its prompt is long, delays it for
   * three quarters of a minute at most.
   */
  @WithDefault("15s")
  Duration keepAlive();

  /** Between two pieces of a stream, comments included. */
  @WithDefault("30s")
  Duration gapTimeout();

  /**
   * From the end of the last choice of a stream to its {@code [DONE]}: how long to wait for the
   * usage, whatever else comes.
   */
  @WithDefault("2s")
  Duration usageGrace();

  /**
   * The same for reasoning models, and while reasoning or tool calls arrive: some hold a tool call
   * back until it is whole.
   */
  @WithDefault("120s")
  Duration reasoningGapTimeout();

  /** How long a caller may read nothing before its answer is broken off. */
  @WithDefault("60s")
  Duration slowReaderTimeout();

  /** Slowest rate per second at which a caller may read an answer that is not streamed. */
  @WithDefault("64K")
  MemorySize slowestReader();

  /** From the request to the end of its answer, over all attempts. */
  @WithDefault("15m")
  Duration totalTimeout();

  /** Most calls to providers for one request, over all candidates. */
  @WithDefault("4")
  int most();

  /**
   * Calls in flight to one provider; a stream is one for as long as it runs. When all are in use,
   * the next candidate is tried.
   */
  @WithDefault("1024")
  int connectionsPerProvider();

  /**
   * Memory for all answers that are buffered before they are sent; a quarter of the heap where it
   * is not set.
   */
  Optional<MemorySize> answerBudget();

  /**
   * Percent of that which the answers to one API key may take. With the container's heap one of the
   * longest answers fits in, twice its bytes.
   */
  @WithDefault("75")
  int answerBudgetPerKey();

  /** Largest answer that is not streamed, and largest event of a stream. */
  @WithDefault("16M")
  MemorySize maxAnswer();
}
