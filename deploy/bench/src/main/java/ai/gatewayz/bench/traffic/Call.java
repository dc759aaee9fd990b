package ai.gatewayz.bench.traffic;

import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * One completion, asked for once.
 *
 * @param failure what was wrong with it; null where it is whole
 * @param lost whether the gateway that had it was killed or paused meanwhile
 */
public record Call(long fromNanos, long toNanos, String failure, boolean lost) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Call make(HttpClient http, Replica gateway, String model, boolean stream)
      throws InterruptedException {
    long from = System.nanoTime();
    String failure = ask(http, gateway, model, stream);
    long to = System.nanoTime();
    return new Call(from, to, failure, gateway.harm().met(from, to));
  }

  /** For a moment when no gateway says that it is ready. */
  static Call nowhere() {
    long now = System.nanoTime();
    return new Call(now, now, "no gateway is ready", false);
  }

  private static String ask(HttpClient http, Replica gateway, String model, boolean stream)
      throws InterruptedException {
    String body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(model, stream);
    HttpRequest request =
        HttpRequest.newBuilder(gateway.address("/v1/chat/completions"))
            .header("Authorization", "Bearer " + World.API_KEY)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return "status " + answer.statusCode() + ": " + start(answer.body());
      }
      return whole(answer.body(), stream) ? null : "not whole: " + start(answer.body());
    } catch (IOException e) {
      String kind = e.getClass().getSimpleName();
      return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }
  }

  /** An answer that ended as it should: with a reason to stop, and streamed with the last word. */
  static boolean whole(String body, boolean stream) {
    boolean stopped = body.replace(" ", "").contains("\"finish_reason\":\"stop\"");
    return stopped && (!stream || body.stripTrailing().endsWith("data: [DONE]"));
  }

  private static String start(String body) {
    String line = body.replaceAll("\\s+", " ").strip();
    return line.substring(0, Math.min(200, line.length()));
  }

  public double seconds() {
    return (toNanos - fromNanos) / 1e9;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s after %.1f s", failure, seconds());
  }
}
