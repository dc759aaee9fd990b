package ai.gatewayz.system;

import ai.gatewayz.local.launcher.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The admin routes of health and catalog, with the operator's token. */
record Operator(URI health, URI catalog, String token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Operator of(LocalStack stack) {
    return new Operator(
        URI.create("http://127.0.0.1:" + stack.options().ports().health()),
        URI.create("http://127.0.0.1:" + stack.options().ports().catalog()),
        stack.secrets().adminToken());
  }

  /** Asks for an offer to be probed next; the status of the answer. */
  int probe(String provider, String id) throws Exception {
    return post(health.resolve("/health/admin/probes/" + provider + "/" + id));
  }

  /** Has a provider's list read; the status of the answer, which comes when it is done. */
  int sync(String provider) throws Exception {
    return post(catalog.resolve("/catalog/admin/syncs/" + provider));
  }

  private int post(URI route) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(route)
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
