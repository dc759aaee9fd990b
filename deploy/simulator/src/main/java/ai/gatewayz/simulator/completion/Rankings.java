package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Documents by the share of the query's words that they hold, in each provider's own shape. */
public final class Rankings {

  private Rankings() {}

  private record Placed(int index, String text, double score) {}

  public static ObjectNode of(String provider, CompletionRequest request) {
    JsonNode body = request.body();
    List<Placed> placed = new ArrayList<>();
    for (JsonNode document : body.path("documents")) {
      String text = document.isTextual() ? document.asText() : document.path("text").asText();
      placed.add(new Placed(placed.size(), text, score(body.path("query").asText(), text)));
    }
    placed.sort(Comparator.comparing(Placed::score).reversed().thenComparing(Placed::index));
    int most = body.path("top_n").asInt(placed.size());
    boolean fireworks = provider.equals("fireworks");
    ObjectNode answer = Json.object().put("id", "sim-1").put("model", request.model());
    answer.put("object", fireworks ? "list" : "rerank");
    ArrayNode results = answer.putArray(fireworks ? "data" : "results");
    // OpenRouter sends the documents back unasked.
    boolean back = provider.equals("openrouter") || body.path("return_documents").asBoolean();
    for (Placed each : placed.subList(0, Math.min(most, placed.size()))) {
      ObjectNode result =
          results.addObject().put("index", each.index()).put("relevance_score", each.score());
      if (back) {
        result.putObject("document").put("text", each.text());
      }
    }
    int tokens = placed.stream().mapToInt(each -> 1 + each.text().length() / 4).sum();
    ObjectNode usage = answer.putObject("usage").put("total_tokens", tokens);
    if (provider.equals("openrouter")) {
      usage.put("search_units", 1).put("cost", 0.002);
    } else {
      usage.put("prompt_tokens", tokens).put("completion_tokens", 0);
    }
    return answer;
  }

  private static double score(String query, String text) {
    Set<String> asked = words(query);
    Set<String> found = new HashSet<>(asked);
    found.retainAll(words(text));
    return asked.isEmpty() ? 0 : (double) found.size() / asked.size();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split(" ")));
  }
}
