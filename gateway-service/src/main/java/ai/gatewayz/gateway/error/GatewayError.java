package ai.gatewayz.gateway.error;

import java.util.Locale;

/** Every way in which a request can fail. The code in the envelope is the lower-case name. */
public enum GatewayError {
  INVALID_JSON(400, Type.INVALID_REQUEST),
  INVALID_FORM(400, Type.INVALID_REQUEST),
  /** a field is missing or has a value that cannot be used; {@code param} names it */
  INVALID_FIELD(400, Type.INVALID_REQUEST),
  CONTEXT_LENGTH_EXCEEDED(400, Type.INVALID_REQUEST),
  CONTENT_FILTER(400, Type.INVALID_REQUEST),
  /** the model or its provider does not take a parameter or a message of the request */
  REQUEST_REFUSED(400, Type.INVALID_REQUEST),
  INVALID_API_KEY(401, Type.AUTHENTICATION),
  FORBIDDEN(403, Type.PERMISSION),
  /** an operator of this gateway does not let the model be used; the message has the reason */
  MODEL_BLOCKED(403, Type.PERMISSION),
  MODEL_NOT_FOUND(404, Type.INVALID_REQUEST),
  NOT_FOUND(404, Type.INVALID_REQUEST),
  METHOD_NOT_ALLOWED(405, Type.INVALID_REQUEST),
  REQUEST_TIMEOUT(408, Type.INVALID_REQUEST),
  REQUEST_TOO_LARGE(413, Type.INVALID_REQUEST),
  UNSUPPORTED_MEDIA_TYPE(415, Type.INVALID_REQUEST),
  RATE_LIMITED(429, Type.RATE_LIMIT),
  INTERNAL_ERROR(500, Type.SERVER),
  /** every route failed or gave no usable answer */
  PROVIDER_ERROR(502, Type.SERVER),
  /** an answer that had begun and broke off; only ever inside a stream or a cut body */
  ANSWER_INTERRUPTED(502, Type.SERVER),
  /** the model is known, and no route to it works now */
  MODEL_UNAVAILABLE(503, Type.SERVICE_UNAVAILABLE),
  /** this gateway is at a limit of its own */
  OVERLOADED(503, Type.SERVICE_UNAVAILABLE),
  PROVIDER_TIMEOUT(504, Type.SERVER);

  private final int status;
  private final Type type;

  GatewayError(int status, Type type) {
    this.status = status;
    this.type = type;
  }

  public int status() {
    return status;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The envelope's {@code type}, which client libraries map to their exceptions. */
  public String type() {
    return type.text;
  }

  private enum Type {
    INVALID_REQUEST("invalid_request_error"),
    AUTHENTICATION("authentication_error"),
    PERMISSION("permission_error"),
    RATE_LIMIT("rate_limit_error"),
    SERVICE_UNAVAILABLE("service_unavailable_error"),
    SERVER("server_error");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }
}
