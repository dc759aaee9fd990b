package ai.gatewayz.health.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The union of the error layouts in the field: {@code {"error":{…}}}, {@code {"error":"…"}}, {@code
 * {"detail":…}}, {@code {"message":…}}, a list of one of these.
 *
 * @param status as the body itself says, 0 where it does not: errors inside a 200 have no other
 * @param codes every machine-readable word (code, type, error_type), in lower case
 * @param message what a person would read, upstream text included
 * @param param the parameter that is blamed; empty where none is
 * @param availability OpenRouter's {@code availability.code}; empty where absent
 * @param upstream whether a gateway only passes on what a host behind it said
 * @param moderated whether reasons of a moderation are given
 * @param waitSeconds a wait stated in the body; negative where absent
 * @param limitReset OpenRouter repeats its own rate-limit header in the body; null where absent
 */
record ErrorBody(
    int status,
    List<String> codes,
    String message,
    String param,
    String availability,
    boolean upstream,
    boolean moderated,
    double waitSeconds,
    String limitReset) {

  static final ErrorBody NONE = new ErrorBody(0, List.of(), "", "", "", false, false, -1, null);

  /** Text without a structure is all message. */
  static ErrorBody text(String text) {
    return new ErrorBody(0, List.of(), text, "", "", false, false, -1, null);
  }

  /** Whatever of the layouts {@code root} has. */
  static ErrorBody of(JsonNode root) {
    if (root.isArray()) {
      return root.isEmpty() ? NONE : of(root.get(0));
    }
    JsonNode error = root.path("error");
    JsonNode body = error.isObject() ? error : root;
    JsonNode metadata = body.path("metadata");
    JsonNode availability = body.path("availability");
    List<String> codes = new ArrayList<>();
    for (JsonNode word :
        List.of(
            body.path("code"),
            body.path("type"),
            body.path("error_type"),
            root.path("error_type"),
            root.path("code"),
            metadata.path("error_type"))) {
      if (word.isTextual()) {
        codes.add(word.textValue().toLowerCase(Locale.ROOT));
      }
    }
    return new ErrorBody(
        status(body, root),
        List.copyOf(codes),
        message(root, body, metadata),
        body.path("param").isTextual() ? body.path("param").textValue() : "",
        availability.path("code").asText("").toLowerCase(Locale.ROOT),
        metadata.has("provider_name") && metadata.has("raw"),
        metadata.has("reasons") || metadata.has("flagged_input") || metadata.has("patterns"),
        seconds(availability.path("retry_after"), root.path("estimated_time")),
        metadata.path("headers").path("X-RateLimit-Reset").asText(null));
  }

  boolean hasCode(String... any) {
    for (String code : any) {
      if (codes.contains(code)) {
        return true;
      }
    }
    return false;
  }

  private static int status(JsonNode body, JsonNode root) {
    for (JsonNode node :
        List.of(
            body.path("http_status"),
            body.path("status"),
            body.path("code"),
            root.path("statusCode"),
            root.path("status_code"))) {
      int value = node.isTextual() ? number(node.textValue()) : node.asInt(0);
      if (value >= 100 && value <= 599) {
        return value;
      }
    }
    return 0;
  }

  private static int number(String text) {
    return text.matches("\\d{3}") ? Integer.parseInt(text) : 0;
  }

  private static String message(JsonNode root, JsonNode body, JsonNode metadata) {
    StringBuilder text = new StringBuilder();
    append(text, root.path("error").isTextual() ? root.path("error") : MissingNode.getInstance());
    append(text, body.path("message"));
    append(text, root == body ? MissingNode.getInstance() : root.path("message"));
    append(text, body.path("detail"));
    append(text, root.path("errors"));
    append(text, metadata.path("raw"));
    return text.toString();
  }

  private static void append(StringBuilder text, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    String words = node.isTextual() ? node.textValue() : node.toString();
    if (!words.isBlank() && text.indexOf(words) < 0) {
      text.append(text.isEmpty() ? "" : " | ").append(words);
    }
  }

  private static double seconds(JsonNode... candidates) {
    for (JsonNode node : candidates) {
      if (node.isNumber() && node.doubleValue() >= 0) {
        return node.doubleValue();
      }
    }
    return -1;
  }
}
