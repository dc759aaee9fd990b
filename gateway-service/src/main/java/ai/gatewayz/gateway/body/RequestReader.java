package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.request.BodyScanner;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestBody;
import ai.gatewayz.gateway.request.Scanners;
import ai.gatewayz.providers.dialect.Operation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/**
 * Reads requests: their bodies, and what is in them. On the event loop of the caller; a body that
 * would hold up everybody else there is looked through on a worker.
 */
@Singleton
public class RequestReader {

  private final Vertx vertx;
  private final BodyReader bodies;

  RequestReader(Vertx vertx, BodyReader bodies) {
    this.vertx = vertx;
    this.bodies = bodies;
  }

  /**
   * Fails with a {@link ai.gatewayz.gateway.error.FailureException} where there is no request to
   * act on; then nothing of it is held. Else its body is to be let go.
   *
   * @param holder of the key that sends it
   */
  public Future<CompletionRequest> read(
      Operation operation, HttpServerRequest request, String holder) {
    String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return read(Scanners.of(operation, contentType), request, holder);
  }

  /** The same of a request in another protocol. */
  public Future<CompletionRequest> read(
      BodyScanner scanner, HttpServerRequest request, String holder) {
    return bodies.read(request, holder).compose(body -> scanned(scanner, body));
  }

  private Future<CompletionRequest> scanned(BodyScanner scanner, RequestBody body) {
    if (body.length() > scanner.quick()) {
      return vertx.executeBlocking(() -> scan(scanner, body), false);
    }
    return Future.succeededFuture(scan(scanner, body));
  }

  private static CompletionRequest scan(BodyScanner scanner, RequestBody body) {
    try {
      return scanner.scan(body);
    } catch (RuntimeException e) {
      body.close();
      throw e;
    }
  }
}
