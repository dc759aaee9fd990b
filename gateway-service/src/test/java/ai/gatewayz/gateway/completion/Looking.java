package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.trial.Looks;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Looks are taken a few times a second; where a test moves the clock, when it says so as well. */
final class Looking {

  private Looking() {}

  static void look(Vertx vertx, Looks looks) throws Exception {
    CompletableFuture<Void> looked = new CompletableFuture<>();
    vertx.runOnContext(
        ignored -> {
          looks.look();
          looked.complete(null);
        });
    looked.get(10, TimeUnit.SECONDS);
  }
}
