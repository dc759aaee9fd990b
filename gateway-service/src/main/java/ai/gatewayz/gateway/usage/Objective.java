package ai.gatewayz.gateway.usage;

import ai.gatewayz.gateway.error.GatewayError;
import java.util.Locale;

/**
 * What a request says of the promise to callers: that what can be served is served. What is the
 * caller's affair says nothing of it, nor does a model of which everybody can know that it is dead
 * or asleep.
 */
public enum Objective {
  MET,
  MISSED,
  OUTSIDE;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }

  public static Objective of(Result result) {
    return switch (result) {
      case DELIVERED -> MET;
      case PARTIAL, FAILED -> MISSED;
      case ABANDONED -> OUTSIDE;
    };
  }

  /**
   * @param promised whether an offer that could be expected to answer stood for the request
   */
  public static Objective of(GatewayError error, boolean promised) {
    return switch (error) {
      case INTERNAL_ERROR, ANSWER_INTERRUPTED, OVERLOADED -> MISSED;
      case PROVIDER_ERROR, PROVIDER_TIMEOUT, MODEL_UNAVAILABLE, RATE_LIMITED ->
          promised ? MISSED : OUTSIDE;
      case INVALID_JSON,
          INVALID_FORM,
          INVALID_FIELD,
          CONTEXT_LENGTH_EXCEEDED,
          CONTENT_FILTER,
          REQUEST_REFUSED,
          INVALID_API_KEY,
          FORBIDDEN,
          MODEL_BLOCKED,
          MODEL_NOT_FOUND,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          REQUEST_TIMEOUT,
          REQUEST_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE ->
          OUTSIDE;
    };
  }
}
