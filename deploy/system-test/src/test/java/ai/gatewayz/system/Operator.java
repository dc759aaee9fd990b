package ai.gatewayz.system;

import ai.gatewayz.local.launcher.LocalStack;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The admin routes of health and catalog, with the operator's token. */
public record Operator(URI health, URI catalog, String token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static Operator of(LocalStack stack) {
    return new Operator(
        URI.create("http://127.0.0.1:" + stack.options().ports().health()),
        URI.create("http://127.0.0.1:" + stack.options().ports().catalog()),
        stack.secrets().adminToken());
  }

  /** Asks for an offer to be probed next; the status of the answer. */
  public int probe(String provider, String id) throws Exception {
    return post(health.resolve("/health/admin/probes/" + provider + "/" + id));
  }

  /** Has a provider's list read; the status of the answer, which comes when it is done. */
  public int sync(String provider) throws Exception {
    return post(catalog.resolve("/catalog/admin/syncs/" + provider));
  }

  /** Makes a key that may do everything: its id and its text are in the answer. */
  JsonNode createKey(String name) throws Exception {
    return keys(
        "", "{\"terms\":{\"name\":\"" + name + "\"},\"reason\":\"a test\",\"author\":\"test\"}");
  }

  /** Lets nobody call with a key. */
  void disableKey(String id) throws Exception {
    keys("/" + id + "/disable", "{\"reason\":\"a test\",\"author\":\"test\"}");
  }

  /** Keeps what is published of a provider, whatever of its list waits for a decision. */
  public void rejectHeld(String provider) throws Exception {
    HttpRequest asked =
        HttpRequest.newBuilder(catalog.resolve("/catalog/quarantine?limit=1&provider=" + provider))
            .timeout(Duration.ofSeconds(60))
            .build();
    String sync =
        Gateway.JSON
            .readTree(HTTP.send(asked, HttpResponse.BodyHandlers.ofString()).body())
            .at("/data/0/sync")
            .asText();
    write(
        catalog.resolve("/catalog/admin/quarantine/" + provider + "/reject"),
        "{\"sync\":\"" + sync + "\",\"reason\":\"a test\",\"author\":\"test\"}");
  }

  private JsonNode keys(String path, String body) throws Exception {
    return write(catalog.resolve("/catalog/admin/keys" + path), body);
  }

  private JsonNode write(URI route, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(route)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return Gateway.JSON.readTree(answer.body());
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
