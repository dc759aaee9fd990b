package ai.gatewayz.gateway.stream;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Cuts off a caller who does not read. */
public final class Cut {

  private Cut() {}

  /**
   * At once: an orderly close would wait for what was written before, which this caller does not
   * take. Of HTTP/2 only the stream ends; others share the connection.
   */
  public static void off(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else if (request.connection() instanceof ConnectionBase connection) {
      // From there on: the handler itself would wait for its writes.
      connection.channelHandlerContext().close();
    } else {
      request.connection().close();
    }
  }
}
