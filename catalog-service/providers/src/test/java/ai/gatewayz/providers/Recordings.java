package ai.gatewayz.providers;

import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.body.Body;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** Real answers of providers, which are beside the project and not in it. */
public final class Recordings {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root", ".")).resolve("../shared/recordings").normalize();

  private Recordings() {}

  /** Skips the test where they are not there. */
  public static void require() {
    Assumptions.assumeTrue(
        Files.isRegularFile(FOLDER.resolve("MANIFEST.jsonl")),
        () -> "no recorded answers at " + FOLDER);
  }

  public static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  /** A line for each file, by which it was answered. */
  public static List<JsonNode> manifest() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("MANIFEST.jsonl"))) {
      if (!line.isBlank()) {
        entries.add(json.readTree(line));
      }
    }
    return entries;
  }

  /** By their lower-case names. */
  public static Map<String, String> headers(JsonNode entry) {
    Map<String, String> headers = new TreeMap<>();
    entry
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
    return headers;
  }

  /** What a service keeps of it. */
  public static Answer answer(JsonNode entry) throws IOException {
    byte[] body = bytes(entry.path("file").asText());
    return new Answer.Http(
        entry.path("status").asInt(),
        headers(entry)::get,
        body.length > Body.LONGEST ? Arrays.copyOf(body, Body.LONGEST) : body);
  }
}
