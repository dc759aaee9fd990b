package ai.gatewayz.gateway.request;

import ai.gatewayz.providers.dialect.Operation;

/** Who reads the requests of OpenAI's operations. */
public final class Scanners {

  private Scanners() {}

  /**
   * @param contentType of the request; null for none
   */
  public static BodyScanner of(Operation operation, String contentType) {
    return operation == Operation.TRANSCRIPTIONS
        ? new FormScanner(operation, contentType)
        : body -> RequestScanner.scan(operation, body);
  }
}
