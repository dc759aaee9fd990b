package ai.gatewayz.local.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a person sees when the stack is up: what runs where, and what to try. */
final class Welcome {

  private static final Duration SYNC_LIMIT = Duration.ofSeconds(90);
  private static final List<String> PROVIDERS =
      List.of("openrouter", "portkey", "featherless", "fireworks", "together", "huggingface");

  private final LocalStack stack;
  private final PrintStream out;
  private final ObjectMapper json = new ObjectMapper();

  Welcome(LocalStack stack, PrintStream out) {
    this.stack = stack;
    this.out = out;
  }

  /** Waits for the first lists to arrive at the gateway, unless interrupted, and prints. */
  void print(Progress progress, CountDownLatch interrupted) throws Exception {
    long deadline = System.nanoTime() + SYNC_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String provider : PROVIDERS) {
        int models = total(http, provider);
        while (models == 0 && System.nanoTime() < deadline) {
          progress.waiting("the first list of " + provider);
          if (interrupted.await(200, TimeUnit.MILLISECONDS)) {
            return;
          }
          models = total(http, provider);
        }
        progress.line(provider + ": " + (models == 0 ? "no list yet" : models + " models"));
      }
    }
    out.println(text());
  }

  private int total(HttpClient http, String provider) throws InterruptedException {
    URI list = URI.create(gateway() + "/v1/models?limit=1&gateway=" + provider);
    HttpRequest request =
        HttpRequest.newBuilder(list)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + stack.secrets().apiKey())
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body = json.readTree(answer.body());
      return body == null ? 0 : body.path("total").asInt(0);
    } catch (IOException e) {
      return 0; // the gateway is busy or gone; the caller asks again or notices that it died
    }
  }

  private String gateway() {
    return "http://127.0.0.1:" + stack.options().ports().gateway();
  }

  private String text() {
    Ports ports = stack.options().ports();
    String key = stack.secrets().apiKey();
    String providers =
        stack
            .simulator()
            .map(simulator -> "simulated   http://127.0.0.1:" + ports.simulator())
            .orElse("the real ones, with the keys of this environment");
    return """

        Gatewayz is up.

          gateway     %1$s           metrics http://127.0.0.1:%2$d/q/metrics
          catalog     http://127.0.0.1:%3$d           metrics http://127.0.0.1:%4$d/q/metrics
          health      http://127.0.0.1:%5$d           metrics http://127.0.0.1:%6$d/q/metrics
          PostgreSQL  127.0.0.1:%7$d                  Kafka 127.0.0.1:%8$d
          providers   %9$s
          data, logs  %10$s

          API key         %11$s
          admin token     %12$s

        Try:

          curl -s '%1$s/v1/models?gateway=huggingface&available=true&limit=3' -H 'Authorization: Bearer %11$s'

          curl -sN %1$s/v1/chat/completions -H 'Authorization: Bearer %11$s' -H 'Content-Type: application/json' \\
            -d '{"model":"meta-llama/Llama-3.3-70B-Instruct","stream":true,"messages":[{"role":"user","content":"Hello"}]}'

          open %1$s/models/meta-llama/Llama-3.3-70B-Instruct in a browser, pick Playground and paste the API key

        Ctrl-C stops everything; the data is kept in the folder above.
        """
        .formatted(
            gateway(),
            ports.gatewayManagement(),
            ports.catalog(),
            ports.catalogManagement(),
            ports.health(),
            ports.healthManagement(),
            ports.postgres(),
            ports.kafka(),
            providers,
            stack.options().data(),
            key,
            stack.secrets().adminToken());
  }
}
