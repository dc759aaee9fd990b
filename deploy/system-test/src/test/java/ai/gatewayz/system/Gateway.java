package ai.gatewayz.system;

import ai.gatewayz.local.launcher.LocalStack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The gateway as a caller sees it. */
record Gateway(URI base, String apiKey) {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  static Gateway of(LocalStack stack) {
    return new Gateway(
        URI.create("http://127.0.0.1:" + stack.options().ports().gateway()),
        stack.secrets().apiKey());
  }

  /** An answer with its body as text. */
  record Answer(int status, String body, HttpResponse<String> raw) {

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The text of a completion, plain or put together from its chunks. */
    String content() throws IOException {
      if (!header("content-type").startsWith("text/event-stream")) {
        return json().at("/choices/0/message/content").asText();
      }
      StringBuilder text = new StringBuilder();
      for (String event : events()) {
        if (!event.equals("[DONE]")) {
          text.append(JSON.readTree(event).at("/choices/0/delta/content").asText(""));
        }
      }
      return text.toString();
    }

    /** The data of each server-sent event. */
    List<String> events() {
      return body.lines()
          .filter(line -> line.startsWith("data:"))
          .map(line -> line.substring(5).strip())
          .toList();
    }
  }

  JsonNode models(String query) throws Exception {
    Answer answer = get("/v1/models?" + query);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.json();
  }

  /** The ids of a whole list. */
  List<String> modelIds(String query) throws Exception {
    List<String> ids = new ArrayList<>();
    models(query).path("data").forEach(model -> ids.add(model.path("id").asText()));
    return ids;
  }

  Answer get(String path) throws Exception {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  /** In the text form that {@code promtool} reads, which is not OpenMetrics'. */
  Answer metrics(int managementPort) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + managementPort + "/q/metrics");
    return send(HttpRequest.newBuilder(address).header("Accept", "text/plain").GET());
  }

  Answer complete(String model, boolean stream) throws Exception {
    return complete(model, stream, null);
  }

  /**
   * @param traceparent the caller's trace context; null for none
   */
  Answer complete(String model, boolean stream, String traceparent) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("model", model).put("stream", stream);
    body.putArray("messages").addObject().put("role", "user").put("content", "Say hello");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (traceparent != null) {
      request.header("traceparent", traceparent);
    }
    return send(request);
  }

  private Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            request
                .header("Authorization", "Bearer " + apiKey)
                .timeout(Duration.ofSeconds(60))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body(), answer);
  }
}
