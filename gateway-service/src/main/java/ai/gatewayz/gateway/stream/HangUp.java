package ai.gatewayz.gateway.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** Closes the connection of an answer that has said all. */
public final class HangUp {

  private static final long END_MILLIS = 1_000;

  private HangUp() {}

  /** An answer that ends in time leaves its connection to the next request. */
  public static void unlessEnded(Vertx vertx, HttpClientRequest call, HttpClientResponse upstream) {
    long end = vertx.setTimer(END_MILLIS, id -> call.reset());
    // It may have ended already, and then takes no handlers.
    upstream.end().onComplete(ignored -> vertx.cancelTimer(end));
    upstream.resume();
  }
}
