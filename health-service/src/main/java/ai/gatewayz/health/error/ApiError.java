package ai.gatewayz.health.error;

import java.util.Locale;

/** What can go wrong for a caller. */
public enum ApiError {
  OFFER_NOT_FOUND(404),
  MODEL_NOT_FOUND(404),
  PROVIDER_NOT_FOUND(404),
  NOT_FOUND(404),
  BAD_REQUEST(400),
  UNAUTHORIZED(401),
  FORBIDDEN(403),
  CONFLICT(409),
  DATABASE_UNAVAILABLE(503),
  INTERNAL(500);

  private final int status;

  ApiError(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
