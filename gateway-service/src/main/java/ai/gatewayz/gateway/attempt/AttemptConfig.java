package ai.gatewayz.gateway.attempt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.gateway.attempts.*}: the limits of one call to a provider. */
@ConfigMapping(prefix = "gatewayz.gateway.attempts")
public interface AttemptConfig {

  /** To a connection, TLS included. A provider that is up connects in a fraction of it. */
  @WithDefault("5s")
  Duration connectTimeout();

  /**
   * To the first content of a stream while there is another candidate to turn to, where nothing is
   * known of how fast the offer usually is.
   */
  @WithDefault("15s")
  Duration firstTokenTimeout();

  /**
   * The same where it is known: several times what is usual, but never less than this; a long
   * prompt gets more.
   */
  @WithDefault("5s")
  Duration leastFirstTokenTimeout();

  /** The same for the last candidate: waiting is all that is left. */
  @WithDefault("120s")
  Duration lastFirstTokenTimeout();

  /** The same for models that think first; some are silent for minutes. */
  @WithDefault("300s")
  Duration reasoningFirstTokenTimeout();

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
   * a minute.
   */
  @WithDefault("15s")
  Duration keepAlive();

  /** Between two pieces of a stream, comments included. */
  @WithDefault("60s")
  Duration gapTimeout();

  /**
   * From the end of the last choice of a stream to its {@code [DONE]}: how long the usage is waited
   * for, whatever else comes.
   */
  @WithDefault("2s")
  Duration usageGrace();

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

  /** Of an answer that is not streamed, and of one event of a stream. */
  @WithDefault("16M")
  MemorySize maxAnswer();
}
