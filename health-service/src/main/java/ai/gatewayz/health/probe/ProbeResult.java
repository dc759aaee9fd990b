package ai.gatewayz.health.probe;

import ai.gatewayz.providers.capability.Shown;
import ai.gatewayz.providers.evidence.Evidence;
import java.time.Duration;
import java.util.Optional;

/**
 * @param ttftMillis to the first words of the answer, or to its whole where it is not streamed;
 *     null where there was none
 * @param rest how long to leave the provider alone, because its headers say that hardly anything is
 *     left of our limit
 * @param usage what was used, where the answer tells
 * @param shown what it shows of the capability that was asked for
 */
public record ProbeResult(
    Evidence evidence,
    Long ttftMillis,
    Optional<Duration> rest,
    Optional<Usage> usage,
    Shown shown) {

  /** Of a question for no capability. */
  public ProbeResult(
      Evidence evidence, Long ttftMillis, Optional<Duration> rest, Optional<Usage> usage) {
    this(evidence, ttftMillis, rest, usage, Shown.NOTHING);
  }

  public static ProbeResult of(Evidence evidence) {
    return new ProbeResult(evidence, null, Optional.empty(), Optional.empty());
  }
}
