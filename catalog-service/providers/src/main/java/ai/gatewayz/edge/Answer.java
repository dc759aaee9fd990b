package ai.gatewayz.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** One answer in flight on a connection. */
interface Answer {

  boolean ended();

  /** Whether it goes on for as long as its caller takes it. */
  boolean goesOn();

  /** One that is as limited as any. */
  static Answer of(HttpServerResponse response) {
    return new Answer() {
      @Override
      public boolean ended() {
        return response.ended();
      }

      @Override
      public boolean goesOn() {
        return false;
      }
    };
  }

  /** One that goes on where it is a stream of events. */
  static Answer maybeStream(HttpServerResponse response) {
    return new Answer() {
      @Override
      public boolean ended() {
        return response.ended();
      }

      @Override
      public boolean goesOn() {
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("text/event-stream");
      }
    };
  }
}
