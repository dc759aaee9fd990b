package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.GatewayStack;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A client of the data plane. */
final class Caller {

  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Caller(int port) {
    base = URI.create("http://127.0.0.1:" + port);
  }

  /** An answer with its body as text. */
  record Answer(HttpResponse<String> raw) {

    int status() {
      return raw.statusCode();
    }

    String body() {
      return raw.body();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body());
    }

    String at(String pointer) throws IOException {
      return json().at(pointer).asText();
    }

    /** The data of each server-sent event. */
    List<String> events() {
      return body()
          .lines()
          .filter(line -> line.startsWith("data:"))
          .map(line -> line.substring(5).strip())
          .toList();
    }

    /** The text, plain or put together. */
    String content() throws IOException {
      if (!header("content-type").startsWith("text/event-stream")) {
        return at("/choices/0/message/content");
      }
      StringBuilder text = new StringBuilder();
      for (JsonNode chunk : chunks()) {
        text.append(chunk.at("/choices/0/delta/content").asText(""));
      }
      return text.toString();
    }

    /** The events that are JSON. */
    List<JsonNode> chunks() throws IOException {
      List<JsonNode> chunks = new ArrayList<>();
      for (String event : events()) {
        try {
          chunks.add(JSON.readTree(event));
        } catch (JsonProcessingException none) {
          // The end, or what a provider sent by mistake.
        }
      }
      return chunks;
    }
  }

  Answer complete(String model, boolean stream) throws Exception {
    return complete(model, stream, body -> {});
  }

  Answer complete(String model, boolean stream, Consumer<ObjectNode> more) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("model", model).put("stream", stream);
    body.putArray("messages").addObject().put("role", "user").put("content", "Say hello");
    more.accept(body);
    return post("/v1/chat/completions", body.toString());
  }

  Answer post(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer send(HttpRequest.Builder request) throws Exception {
    return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  /** An answer whose body is read as it comes. */
  HttpResponse<InputStream> open(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(20));
  }
}
