package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the simulator as a service would. */
record Caller(Simulator simulator) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  HttpResponse<String> get(String provider, String address) throws Exception {
    return HTTP.send(authorized(provider, address).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> chat(String provider, String model, boolean stream) throws Exception {
    return post(
        provider,
        Json.object().put("model", model).put("stream", stream).put("max_tokens", 16).toString());
  }

  HttpResponse<String> post(String provider, String body) throws Exception {
    String base = simulator.quarkusProperties().get("gatewayz.providers." + provider + ".base-url");
    return HTTP.send(
        authorized(provider, base + "/chat/completions")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder authorized(String provider, String address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
    return provider.equals("portkey")
        ? request.header("x-portkey-api-key", World.key(provider))
        : request.header("Authorization", "Bearer " + World.key(provider));
  }

  String url(String path) {
    return "http://127.0.0.1:" + simulator.port() + path;
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    String body = answer.body();
    return Json.MAPPER.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body);
  }
}
