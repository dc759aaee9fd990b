package ai.gatewayz.simulator;

import ai.gatewayz.simulator.error.Problem;
import ai.gatewayz.simulator.error.ProviderErrors;
import ai.gatewayz.simulator.error.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** "Too many requests" for a list: each provider says in its own headers when to come back. */
final class ListRefusal {

  private ListRefusal() {}

  static Reply of(String provider, Duration wait) {
    Reply reply = ProviderErrors.of(provider).of(new Problem.RateLimited(null));
    Map<String, String> headers = new TreeMap<>(reply.headers());
    headers.putAll(headers(provider, wait));
    return new Reply(reply.status(), headers, reply.body());
  }

  private static Map<String, String> headers(String provider, Duration wait) {
    String seconds = Long.toString(Math.ceilDiv(wait.toMillis(), 1000));
    return switch (provider) {
      case "openrouter" ->
          Map.of(
              "X-RateLimit-Limit", "20",
              "X-RateLimit-Remaining", "0",
              "X-RateLimit-Reset", Long.toString(System.currentTimeMillis() + wait.toMillis()));
      case "portkey" -> Map.of("retry-after-ms", Long.toString(wait.toMillis()));
      case "together" ->
          Map.of(
              "X-Ratelimit-Remaining", "0", "X-Ratelimit-Reset", seconds, "Retry-After", seconds);
      case "huggingface" ->
          Map.of(
              "RateLimit",
              "\"api\";r=0;t=" + seconds,
              "RateLimit-Policy",
              "\"fixed window\";\"api\";q=500;w=300");
      // Neither tells a time.
      default -> Map.of();
    };
  }
}
