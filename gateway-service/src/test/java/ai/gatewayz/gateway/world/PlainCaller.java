package ai.gatewayz.gateway.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks for a model at a steady pace, plain and streamed, and for each provider's in turn. */
final class PlainCaller {

  private static final Duration PACE = Duration.ofMillis(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String key;
  private final String model;
  private final List<String> providers;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  /**
   * @param providers of the model, the cheapest first
   */
  PlainCaller(int port, String key, String model, List<String> providers) {
    this.address = URI.create("http://127.0.0.1:" + port + "/v1/chat/completions");
    this.key = key;
    this.model = model;
    this.providers = providers;
  }

  /**
   * What came of a request.
   *
   * @param wanted the provider that ought to have answered
   */
  record Heard(
      String wanted, int status, String provider, String attempts, Duration took, String body) {

    boolean wellServed() {
      return status == 200
          && provider.equals(wanted)
          && attempts.equals("1")
          && body.contains("a5")
          && !body.contains("\"error\"");
    }

    @Override
    public String toString() {
      return wanted + ": " + status + " of " + provider + " in " + attempts + " attempts, " + body;
    }
  }

  /** Asks until it is told to stop. */
  void run() {
    try {
      for (int i = 0; !stopped; i++) {
        boolean byName = i % 2 == 1;
        String provider = byName ? providers.get(i / 4 % providers.size()) : providers.getFirst();
        heard.add(ask(provider, byName ? provider + "/" + model : model, i / 2 % 2 == 1));
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopped = true;
  }

  List<Heard> heard() {
    return heard;
  }

  /** One request of the plainest kind; streamed, with the usage at its end. */
  Heard ask(String wanted, String name, boolean stream) throws InterruptedException {
    String streamed = stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Count to five\"}]%s}"
            .formatted(name, streamed);
    long began = System.nanoTime();
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address)
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .timeout(Duration.ofSeconds(20))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Heard(
          wanted,
          answer.statusCode(),
          answer.headers().firstValue("x-gatewayz-provider").orElse(""),
          answer.headers().firstValue("x-gatewayz-attempts").orElse(""),
          Duration.ofNanos(System.nanoTime() - began),
          stream ? answer.body() : text(answer.body()));
    } catch (IOException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      return new Heard(wanted, 0, "", "", took, e.toString());
    }
  }

  private static String text(String body) throws IOException {
    String text = new ObjectMapper().readTree(body).at("/choices/0/message/content").asText();
    return text.isEmpty() ? body : text;
  }
}
