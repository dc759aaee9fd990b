package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The list as Anthropic's API has it, for callers that say a version of that API. In the order of
 * the ids, so that who goes through its pages gets each model once, whatever happens meanwhile.
 */
final class AnthropicList {

  /** The header that such callers send. */
  static final String HEADER = "anthropic-version";

  private static final int USUAL_LIMIT = 20;
  private static final int MOST = 1_000;

  private AnthropicList() {}

  /**
   * @param after the id that the page follows; null for none
   * @param before the id that the page goes up to; null for none
   */
  record Asked(ModelQuery models, String after, String before, int limit) {

    static Asked of(ModelQuery models, Parameters given) {
      given.requireText(List.of("after_id", "before_id"));
      String after = given.first("after_id");
      String before = given.first("before_id");
      if (after != null && before != null) {
        throw new InvalidParameterException(
            "before_id", "'after_id' and 'before_id' contradict each other.");
      }
      return new Asked(models, after, before, given.count("limit", 1, MOST, USUAL_LIMIT));
    }
  }

  static byte[] page(Asked asked, ModelIndex index) {
    List<ModelRow> rows =
        asked.models.listing(index).rows().stream()
            .sorted(Comparator.comparing(ModelRow::id))
            .toList();
    int from = 0;
    int to = rows.size();
    if (asked.before == null) {
      from = asked.after == null ? 0 : place(rows, asked.after, true);
      to = Math.min(rows.size(), from + asked.limit);
    } else {
      to = place(rows, asked.before, false);
      from = Math.max(0, to - asked.limit);
    }
    boolean more = asked.before == null ? to < rows.size() : from > 0;
    return json(rows.subList(from, to), more);
  }

  /** Where an id stands or would stand: one that has left the list meanwhile has a place too. */
  private static int place(List<ModelRow> rows, String id, boolean behind) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = rows.get(middle).id().compareTo(id);
      if (order < 0 || order == 0 && behind) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static byte[] json(List<ModelRow> rows, boolean more) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        JsonGenerator json = EventJson.mapper().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("data");
      for (ModelRow row : rows) {
        model(json, row.summary());
      }
      json.writeEndArray();
      json.writeStringField("first_id", rows.isEmpty() ? null : rows.getFirst().id());
      json.writeStringField("last_id", rows.isEmpty() ? null : rows.getLast().id());
      json.writeBooleanField("has_more", more);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  /** One model. */
  static byte[] json(ModelSummary model) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        JsonGenerator json = EventJson.mapper().createGenerator(bytes)) {
      model(json, model);
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private static void model(JsonGenerator json, ModelSummary model) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "model");
    json.writeStringField("id", model.id());
    json.writeStringField("display_name", model.name());
    // As Anthropic has it where nobody says.
    Instant created = model.created() == null ? Instant.EPOCH : model.created();
    json.writeStringField("created_at", created.toString());
    OpenRouterJson.number(json, "max_input_tokens", model.contextTokens());
    OpenRouterJson.number(json, "max_tokens", model.maxOutputTokens());
    json.writeEndObject();
  }
}
