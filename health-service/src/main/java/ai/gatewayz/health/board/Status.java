package ai.gatewayz.health.board;

import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.override.OperatorWord;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * The verdict on an offer.
 *
 * @param told what is announced of it
 * @param override absent where no override covers it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(@JsonUnwrapped Availability told, Covered override) {

  /**
   * An operator's override.
   *
   * @param evident the verdict by the evidence; it counts again when the override ends
   */
  @RegisterForReflection
  public record Covered(Availability.State evident, Instant since, Instant until) {}

  public static Status of(Availability evident, Optional<OperatorWord> word) {
    return word.map(
            it ->
                new Status(it.cover(evident), new Covered(evident.state(), it.since(), it.until())))
        .orElseGet(() -> new Status(evident, null));
  }
}
