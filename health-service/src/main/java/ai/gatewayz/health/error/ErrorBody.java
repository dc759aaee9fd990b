package ai.gatewayz.health.error;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** An error as callers see it. */
@RegisterForReflection
public record ErrorBody(Detail error) {

  @RegisterForReflection
  public record Detail(String code, String message) {}

  static ErrorBody of(ApiError error, String message) {
    return new ErrorBody(new Detail(error.code(), message));
  }
}
