package ai.gatewayz.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of the routes as it is served at {@code /openapi.json}. */
record OpenApiDocument(JsonNode root) {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "META-INF/resources/openapi.json";

  /**
   * One operation of it.
   *
   * @param method in capital letters
   */
  record Described(String method, String path, JsonNode operation) {}

  static OpenApiDocument read() throws IOException {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
      return new OpenApiDocument(JSON.readTree(in));
    }
  }

  List<Described> operations() {
    List<Described> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        all.add(
            new Described(
                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
      }
    }
    return all;
  }
}
