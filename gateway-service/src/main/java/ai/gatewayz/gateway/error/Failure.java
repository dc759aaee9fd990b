package ai.gatewayz.gateway.error;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One failed request as its caller sees it.
 *
 * @param message a sentence for a person; a provider's own words only where they are about the
 *     request, and cleaned
 * @param code the envelope's {@code code}: the error's own, or the more exact one that the provider
 *     gave
 * @param param the request field at fault; null where there is none
 * @param retryAfter when it is worth asking again; null where unknown
 * @param details further members of the envelope's {@code error} object, in their order, such as
 *     {@code alternatives}; values that Jackson writes as they are
 */
public record Failure(
    GatewayError error,
    String code,
    String message,
    String param,
    Duration retryAfter,
    Map<String, Object> details) {

  /** The detail that says what the provider failed with in the middle of an answer. */
  public static final String FINDING = "finding";

  public Failure {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  public static Failure of(GatewayError error, String message) {
    return new Failure(error, error.code(), message, null, null, Map.of());
  }

  public static Failure field(String param, String message) {
    return of(GatewayError.INVALID_FIELD, message).withParam(param);
  }

  public Failure withParam(String name) {
    return new Failure(error, code, message, name, retryAfter, details);
  }

  public Failure withMessage(String other) {
    return new Failure(error, code, other, param, retryAfter, details);
  }

  public Failure withCode(String exact) {
    return new Failure(error, exact, message, param, retryAfter, details);
  }

  public Failure withRetryAfter(Duration wait) {
    return new Failure(error, code, message, param, wait, details);
  }

  public Failure with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new Failure(error, code, message, param, retryAfter, more);
  }

  /** To be thrown where a value cannot be returned. */
  public FailureException exception() {
    return new FailureException(this);
  }
}
