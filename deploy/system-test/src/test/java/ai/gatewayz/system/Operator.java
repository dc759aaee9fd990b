package ai.gatewayz.system;

import ai.gatewayz.local.launcher.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The admin routes of the health service, with the operator's token. */
record Operator(URI health, String token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Operator of(LocalStack stack) {
    return new Operator(
        URI.create("http://127.0.0.1:" + stack.options().ports().health()),
        stack.secrets().adminToken());
  }

  /** Asks for an offer to be probed next; the status of the answer. */
  int probe(String provider, String id) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(health.resolve("/health/admin/probes/" + provider + "/" + id))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
