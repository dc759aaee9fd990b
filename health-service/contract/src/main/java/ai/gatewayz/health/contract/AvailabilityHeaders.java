package ai.gatewayz.health.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What an availability event carries beside its value: extension attributes of its CloudEvent. */
public final class AvailabilityHeaders {

  /**
   * When the evidence was seen that the verdict follows, RFC 3339; absent where it follows none.
   */
  public static final String EVIDENCE_TIME = "ce_evidencetime";

  /**
   * Where an operator's override covers the verdict: the verdict by the evidence, as the JSON of an
   * availability.
   */
  public static final String BENEATH = "ce_beneath";

  /** 2200-01-01: what lies beyond cannot be reckoned with. */
  private static final long LATEST_SECOND = 7_258_118_400L;

  private static final int MOST_BYTES = 64;

  private AvailabilityHeaders() {}

  public static void evidenceTime(Headers headers, Instant seen) {
    headers.add(EVIDENCE_TIME, seen.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Empty where the event follows no evidence, or does not say it in a way that is understood. */
  public static Optional<Instant> evidenceTime(Headers headers) {
    return text(headers, EVIDENCE_TIME)
        .flatMap(
            text -> {
              try {
                Instant seen = Instant.parse(text);
                return seen.getEpochSecond() >= 0 && seen.getEpochSecond() < LATEST_SECOND
                    ? Optional.of(seen)
                    : Optional.empty();
              } catch (DateTimeParseException e) {
                return Optional.empty();
              }
            });
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null || header.value().length > MOST_BYTES
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
