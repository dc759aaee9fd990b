package ai.gatewayz.gateway.attempt;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.stream.Gap;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long to wait for the first content of a stream, or for the first byte of another answer.
 * Pure.
 */
final class Patience {

  /** The slowest of a hundred answers takes a few times as long as the usual one. */
  private static final int TIMES_USUAL = 8;

  /** Reading a prompt takes time as well; the slow ones read a few thousand tokens a second. */
  private static final long TOKENS_READ_PER_SECOND = 2_000;

  /** Where the caller sets no limit; few answers are longer. */
  private static final long USUAL_TOKENS = 2_000;

  private Patience() {}

  /** Between two pieces of a stream of the candidate. */
  static Gap gap(AttemptConfig config, Candidate candidate) {
    boolean thinks = candidate.offer().offer().can(Capability.REASONING);
    return new Gap(
        thinks ? config.reasoningGapTimeout() : config.gapTimeout(), config.reasoningGapTimeout());
  }

  /**
   * @param usualMillis time to first token as it usually is
   * @param others what else there is to turn to
   */
  static Duration of(
      AttemptConfig config,
      Candidate candidate,
      CompletionRequest request,
      OptionalLong usualMillis,
      Others others) {
    return request.stream()
        ? toFirstToken(config, candidate, request, usualMillis, others)
        : toFirstByte(config, candidate, request, usualMillis, others);
  }

  /**
   * An answer that is not streamed is often sent when all of it is written: until then a provider
   * that works is as silent as one that does not. With nothing else to turn to, it is waited for.
   */
  private static Duration toFirstByte(
      AttemptConfig config,
      Candidate candidate,
      CompletionRequest request,
      OptionalLong usualMillis,
      Others others) {
    if (others == Others.NONE) {
      return config.answerTimeout();
    }
    Duration enough =
        longer(
            toFirstToken(config, candidate, request, usualMillis, others)
                .plusSeconds(tokens(candidate, request) / config.slowestTokensPerSecond()),
            config.leastAnswerTimeout());
    return Waits.shorter(enough, config.answerTimeout());
  }

  /** The most that is likely to be written. */
  private static long tokens(Candidate candidate, CompletionRequest request) {
    switch (request.operation()) {
      case EMBEDDINGS, RERANK, SPEECH -> {
        return 0;
      }
      case IMAGES, TRANSCRIPTIONS -> {
        // They take as long as an answer of the usual length.
        return USUAL_TOKENS;
      }
      case CHAT, COMPLETIONS -> {}
    }
    Integer most = candidate.offer().offer().maxOutputTokens();
    long wanted = request.maxTokens() > 0 ? request.maxTokens() : USUAL_TOKENS;
    return most == null || most <= 0 ? wanted : Math.min(wanted, most);
  }

  /**
   * What is known of its speed shortens the wait, and lengthens it only where what is left is no
   * quicker. A model that thinks may be silent for minutes; where one is left that does not, it has
   * less of them.
   */
  private static Duration toFirstToken(
      AttemptConfig config,
      Candidate candidate,
      CompletionRequest request,
      OptionalLong usualMillis,
      Others others) {
    boolean thinks = candidate.offer().offer().can(Capability.REASONING);
    Duration most = thinks ? config.reasoningFirstTokenTimeout() : config.lastFirstTokenTimeout();
    if (others == Others.NONE) {
      return most;
    }
    Duration least =
        thinks ? config.leastReasoningFirstTokenTimeout() : config.leastFirstTokenTimeout();
    Duration untold = thinks ? least : config.firstTokenTimeout();
    Duration limit =
        usualMillis.isPresent()
            ? longer(Duration.ofMillis(usualMillis.getAsLong()).multipliedBy(TIMES_USUAL), least)
            : thinks && others == Others.SLOWER ? most : untold;
    if (others == Others.QUICKER) {
      limit = Waits.shorter(limit, untold);
    }
    return Waits.shorter(limit.plus(reading(request)), most);
  }

  /** Of an image the size says nothing. */
  private static Duration reading(CompletionRequest request) {
    return request.images()
        ? Duration.ZERO
        : Duration.ofSeconds(request.promptTokens() / TOKENS_READ_PER_SECOND);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
