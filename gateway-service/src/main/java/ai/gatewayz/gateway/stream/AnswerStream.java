package ai.gatewayz.gateway.stream;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A streamed answer that has begun: the rest of it goes to the caller. Lives on one event loop. */
public sealed interface AnswerStream permits LiveStream, ReadyStream, ByteStream {

  /** What the caller is told that it is. */
  default String contentType() {
    return "text/event-stream";
  }

  /**
   * Sends what there is and what comes. The head of the answer is set already.
   *
   * @param id the request's, for an error event
   * @return completes when the answer has ended one way or the other; never fails
   */
  Future<Ending> pipeTo(HttpServerRequest request, HttpServerResponse response, String id);

  /** Breaks the answer off: a limit of the gateway itself, and no fault of the provider. */
  void stop();

  /** Lets go of all that it holds, where nothing of it is going to be sent. */
  void drop();
}
