package ai.gatewayz.catalog.api;

import ai.gatewayz.catalog.contract.ModelId;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The SQL of a query for offers: text from a fixed set, everything of the caller bound. Pure. */
final class OfferSearch {

  private final List<String> conditions = new ArrayList<>(List.of("hidden is null"));
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final String order;

  OfferSearch(OfferQuery query) {
    add(query.provider, "provider = :provider", "provider", query.provider);
    add(query.model, "model_key = :model", "model", key(query.model));
    add(query.task, "task = :task", "task", query.task);
    add(query.price, "price_kind = :price", "price", query.price);
    add(query.minContext, "context_tokens >= :context", "context", query.minContext);
    add(
        query.maxPrice,
        "(price_kind = 'free' or (price_input <= :cost and price_output <= :cost))",
        "cost",
        query.maxPrice);
    add(
        query.availability,
        "coalesce((select a.state from availability a where a.provider = offers.provider"
            + " and a.id = offers.id), 'unknown') = any(string_to_array(:availability, ','))",
        "availability",
        query.availability);
    contains("capabilities", query.capability);
    contains("input", query.input);
    contains("output", query.output);
    add(
        query.q,
        "(model_key like :q escape '\\' or lower(id) like :q escape '\\'"
            + " or lower(name) like :q escape '\\')",
        "q",
        query.q == null ? null : "%" + escaped(query.q.toLowerCase(Locale.ROOT)) + "%");
    order = order(query.sort);
  }

  String where() {
    return " from offers where " + String.join(" and ", conditions);
  }

  /** Ends in the key, so that pages neither overlap nor leave gaps. */
  String orderBy() {
    return " order by " + order + "provider, id";
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private void add(Object given, String condition, String name, Object value) {
    if (given != null) {
      conditions.add(condition);
      parameters.put(name, value);
    }
  }

  private void contains(String column, String words) {
    if (words != null) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (String word : words.split(",")) {
        array.add(word);
      }
      add(
          words,
          column
              + " @> array(select jsonb_array_elements_text(cast(cast(:"
              + column
              + " as text) as jsonb)))",
          column,
          array.toString());
    }
  }

  private static String key(String model) {
    return model == null ? null : ModelId.key(model);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static String order(String sort) {
    boolean reversed = sort.startsWith("-");
    String direction = reversed ? " desc nulls last, " : " asc nulls last, ";
    return switch (reversed ? sort.substring(1) : sort) {
      case "model" -> "model_key" + direction;
      case "price" ->
          "case price_kind when 'free' then 0 else price_input + price_output end" + direction;
      case "context" -> "context_tokens" + direction;
      case "updated" -> "updated" + direction;
      default -> reversed ? "provider desc, id desc, " : "";
    };
  }
}
