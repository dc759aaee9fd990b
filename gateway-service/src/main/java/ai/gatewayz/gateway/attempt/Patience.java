package ai.gatewayz.gateway.attempt;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import java.time.Duration;
import java.util.OptionalLong;

/** How long to wait for the first content of a stream, or for the whole of another answer. Pure. */
final class Patience {

  /** The slowest of a hundred answers takes a few times as long as the usual one. */
  private static final int TIMES_USUAL = 8;

  /** Reading a prompt takes time as well; the slow ones read a few thousand tokens a second. */
  private static final long TOKENS_READ_PER_SECOND = 2_000;

  private Patience() {}

  /**
   * @param usualMillis time to first token as it usually is
   * @param last whether there is nothing else to turn to
   */
  static Duration of(
      AttemptConfig config,
      Candidate candidate,
      CompletionRequest request,
      OptionalLong usualMillis,
      boolean last) {
    if (!request.stream()) {
      return config.answerTimeout();
    }
    if (candidate.offer().offer().can(Capability.REASONING)) {
      return config.reasoningFirstTokenTimeout();
    }
    if (last) {
      return config.lastFirstTokenTimeout();
    }
    if (usualMillis.isEmpty()) {
      return config.firstTokenTimeout();
    }
    Duration reading = Duration.ofSeconds(request.promptTokens() / TOKENS_READ_PER_SECOND);
    Duration usual =
        longer(
            Duration.ofMillis(usualMillis.getAsLong()).multipliedBy(TIMES_USUAL),
            config.leastFirstTokenTimeout());
    Duration enough = usual.plus(reading);
    return enough.compareTo(config.lastFirstTokenTimeout()) < 0
        ? enough
        : config.lastFirstTokenTimeout();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
