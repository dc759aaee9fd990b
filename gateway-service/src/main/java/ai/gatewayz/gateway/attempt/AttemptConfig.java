package ai.gatewayz.gateway.attempt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code gatewayz.gateway.attempts.*}: the limits of one call to a provider. */
@ConfigMapping(prefix = "gatewayz.gateway.attempts")
public interface AttemptConfig {

  /** To a connection, TLS included. A provider that is up connects in a fraction of it. */
  @WithDefault("5s")
  Duration connectTimeout();

  /**
   * To the first content of a stream while there is another candidate to turn to. What is known of
   * an offer's speed shortens it, and lengthens it only where nothing quicker is left; a long
   * prompt gets more.
   */
  @WithDefault("10s")
  Duration firstTokenTimeout();

  /** The same where its speed is known: several times what is usual, but never less than this. */
  @WithDefault("5s")
  Duration leastFirstTokenTimeout();

  /** The same for the last candidate: waiting is all that is left. */
  @WithDefault("100s")
  Duration lastFirstTokenTimeout();

  /**
   * The same for a model that thinks first, where nothing quicker is left; some are silent for
   * minutes.
   */
  @WithDefault("300s")
  Duration reasoningFirstTokenTimeout();

  /**
   * The same for such a model where one is left that does not think, or where its speed is known:
   * several times what is usual, but never less than this.
   */
  @WithDefault("60s")
  Duration leastReasoningFirstTokenTimeout();

  /** To the whole of an answer that is not streamed: it comes at its end. */
  @WithDefault("300s")
  Duration answerTimeout();

  /**
   * To the first byte of such an answer while there is another candidate to turn to: what a stream
   * would get to its first content and the time to write what was asked for, but never less than
   * this.
   */
  @WithDefault("30s")
  Duration leastAnswerTimeout();

  /** How fast a provider writes that is slow, but not dead; at least 1. */
  @WithDefault("20")
  int slowestTokensPerSecond();

  /**
   * From one comment to the next while a stream waits for its first content; proxies give up after
   * a minute. With the first comment the head of the answer is gone: no other status can follow,
   * and no header that tells who answered. So it does not come before the first failover can: not
   * within {@code first-token-timeout} and two seconds, whatever is configured here. An attempt
   * that may take longer than that, because its model thinks or its prompt is long, holds it back
   * for three quarters of a minute at most.
   */
  @WithDefault("15s")
  Duration keepAlive();

  /** Between two pieces of a stream, comments included. */
  @WithDefault("30s")
  Duration gapTimeout();

  /**
   * From the end of the last choice of a stream to its {@code [DONE]}: how long the usage is waited
   * for, whatever else comes.
   */
  @WithDefault("2s")
  Duration usageGrace();

  /**
   * The same for models that think, and while any model's thoughts or tool calls come: some hold a
   * tool call back until it is whole.
   */
  @WithDefault("120s")
  Duration reasoningGapTimeout();

  /** For a caller that does not read what is sent. */
  @WithDefault("60s")
  Duration slowReaderTimeout();

  /** What a caller reads in a second, at least, of an answer that is not streamed. */
  @WithDefault("64K")
  MemorySize slowestReader();

  /** From the request to the end of its answer, over all attempts. */
  @WithDefault("15m")
  Duration totalTimeout();

  /** Calls for one request, over all candidates. */
  @WithDefault("4")
  int most();

  /**
   * Calls to one provider at a time; a stream is one for as long as it runs. Where a provider has
   * all of them, the next candidate is tried.
   */
  @WithDefault("1024")
  int connectionsPerProvider();

  /**
   * What answers may take together that are held here before they are passed on; a quarter of the
   * heap where it is not said.
   */
  Optional<MemorySize> answerBudget();

  /**
   * Percent of that which the answers to one API key may take. With the container's heap one of the
   * longest answers fits in, twice its bytes.
   */
  @WithDefault("75")
  int answerBudgetPerKey();

  /** Of an answer that is not streamed, and of one event of a stream. */
  @WithDefault("16M")
  MemorySize maxAnswer();
}
