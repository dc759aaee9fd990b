package ai.gatewayz.gateway.limit;

import ai.gatewayz.gateway.error.Failure;

/** Whether a request is taken on. */
public sealed interface Entry {

  /**
   * @param leave to be run once, when the request has ended
   */
  record Admitted(Runnable leave) implements Entry {}

  record Refused(Failure failure) implements Entry {}
}
