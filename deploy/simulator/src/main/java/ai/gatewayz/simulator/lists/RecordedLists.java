package ai.gatewayz.simulator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists that were recorded at the real providers, read from a folder outside of the project. */
final class RecordedLists {

  private static final String HUB = "models__cassette-hf-hub-api-models-inference-warm-1000-";

  private final Path folder;

  RecordedLists(Path folder) {
    this.folder = folder;
  }

  /** Empty where there is no recording of that list. */
  Optional<List<ObjectNode>> of(ListName list) throws IOException {
    return switch (list) {
      case OPENROUTER ->
          entries("openrouter/models/openrouter-models-2026-08-05-all-modalities-llm_db.json");
      case PORTKEY -> entries("portkey/models/portkey-v1-models-215-2025-10-05-gatewayz.json");
      case FEATHERLESS -> entries("featherless/models/featherless-v1-models-15698-2026-04.json");
      case FIREWORKS ->
          entries("fireworks/models/fireworks-inference-v1-models-27-2025-07-25-lc.json");
      case FIREWORKS_LIBRARY -> Optional.empty();
      case TOGETHER ->
          entries(
              "together/models/models__cassette-together-models-281-2026-08-17-maruel-genai--0-200.json");
      case HUGGINGFACE_HUB -> hub();
      case HUGGINGFACE_ROUTER ->
          entries(
              "huggingface/models/models__cassette-hf-router-v1-models-2026-01-chatlas--0-200.json");
    };
  }

  /**
   * The recorded hub pages, each a list of all partners' models, are filled up to the size of the
   * hf-inference list; the mapping that the recordings lack follows from task and tags.
   */
  private Optional<List<ObjectNode>> hub() throws IOException {
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    for (String date : List.of("2026-08-17", "2026-05-31", "2025-08-30", "2025-05-18")) {
      entries("huggingface/models/" + HUB + date + "-maruel-genai--0-200.json")
          .ifPresent(page -> page.forEach(e -> byId.putIfAbsent(e.path("id").asText(), e)));
    }
    if (byId.size() < SyntheticLists.HUB_SIZE) {
      return Optional.empty();
    }
    List<ObjectNode> entries = new ArrayList<>(byId.values()).subList(0, SyntheticLists.HUB_SIZE);
    for (int i = 0; i < entries.size(); i++) {
      addMapping(entries.get(i), i);
    }
    return Optional.of(entries);
  }

  private static void addMapping(ObjectNode entry, int i) {
    boolean couldChat = entry.path("tags").toString().contains("\"conversational\"");
    String task = entry.path("pipeline_tag").asText("feature-extraction");
    entry
        .putArray("inferenceProviderMapping")
        .addObject()
        .put("provider", "hf-inference")
        .put("providerId", entry.path("id").asText())
        .put("status", i % 97 == 3 ? "staging" : "live")
        .put("task", couldChat && i % 9 == 0 ? "conversational" : task);
  }

  private Optional<List<ObjectNode>> entries(String file) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    String text = Files.readString(path);
    JsonNode body = Json.MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    JsonNode array = body.isArray() ? body : body.path("data");
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    array.forEach(e -> byId.putIfAbsent(e.path("id").asText(), (ObjectNode) e));
    return Optional.of(new ArrayList<>(byId.values()));
  }
}
