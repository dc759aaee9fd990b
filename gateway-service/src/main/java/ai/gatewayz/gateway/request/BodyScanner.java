package ai.gatewayz.gateway.request;

/** Reads a request from its body. Pure; a long body is read on a worker. */
@FunctionalInterface
public interface BodyScanner {

  /**
   * @throws ai.gatewayz.gateway.error.FailureException where there is no request to act on
   */
  CompletionRequest scan(RequestBody body);

  /** Up to so many bytes it takes about a millisecond, in which an event loop may wait for it. */
  default int quick() {
    return 256 * 1024;
  }
}
