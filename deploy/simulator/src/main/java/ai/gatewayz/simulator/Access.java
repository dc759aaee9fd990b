package ai.gatewayz.simulator;

import ai.gatewayz.simulator.error.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Checks the key in the header that each provider wants it in. */
final class Access {

  private Access() {}

  static Optional<Problem> check(String provider, HttpServerRequest request) {
    boolean portkey = provider.equals("portkey");
    String sent = request.getHeader(portkey ? "x-portkey-api-key" : "Authorization");
    if (sent == null) {
      return Optional.of(new Problem.NoKey());
    }
    String wanted = (portkey ? "" : "Bearer ") + World.key(provider);
    return sent.equals(wanted) ? Optional.empty() : Optional.of(new Problem.BadKey());
  }
}
