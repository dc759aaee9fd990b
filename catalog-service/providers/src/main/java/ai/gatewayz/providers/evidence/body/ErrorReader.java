package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the union of the error layouts in the field: {@code {"error":{…}}}, {@code {"error":"…"}},
 * {@code {"detail":…}}, {@code {"message":…}}, lists of failed validations, a list of one of these,
 * and any of them as text inside another.
 */
final class ErrorReader {

  private static final int DEEPEST = 3;

  private final JsonNode root;
  private final JsonNode body;
  private final JsonNode metadata;
  private final HostSigns signs;
  private final int depth;

  ErrorReader(JsonNode root, HostSigns signs) {
    this(root, signs, 0);
  }

  private ErrorReader(JsonNode given, HostSigns signs, int depth) {
    this.root = given.isArray() && !given.isEmpty() ? given.path(0) : given;
    this.body = root.path("error").isObject() ? root.path("error") : root;
    this.metadata = body.path("metadata");
    this.signs = signs;
    this.depth = depth;
  }

  ErrorBody read() {
    String said = said();
    Optional<ErrorBody> inner = inner(metadata.path("raw")).or(() -> inner(said));
    FailedValidations validations = FailedValidations.in(root, body);
    String words = inner.map(ErrorBody::words).filter(each -> !each.isBlank()).orElse(said);
    int beginning = signs.beginning(words);
    String sentence = words.substring(beginning);
    if (sentence.isBlank()) {
      sentence = validations.first();
    }
    List<String> codes = new ArrayList<>(inner.map(ErrorBody::codes).orElse(List.of()));
    codes.addAll(ErrorCodes.of(root, body));
    codes.addAll(validations.codes());
    String param = param(inner, validations, sentence);
    return new ErrorBody(
        status(),
        List.copyOf(codes),
        validations.after(words),
        OwnWords.of(sentence),
        BlamedParam.clean(param),
        BlamedParam.ofRequest(param),
        body.path("availability").path("code").asText("").toLowerCase(Locale.ROOT),
        host(beginning > 0),
        metadata.has("reasons") || metadata.has("flagged_input") || metadata.has("patterns"),
        root.path("estimated_time").isNumber(),
        root);
  }

  private Host host(boolean namedInWords) {
    if (says(metadata.path("provider_name"))) {
      return Host.ONE_OF_SEVERAL;
    }
    return namedInWords || signs.named(root, body) ? Host.THE_ONLY_ONE : Host.NONE;
  }

  /** What the outermost layer says itself. */
  private String said() {
    for (JsonNode words :
        List.of(
            body.path("message"),
            root.path("message"),
            root.path("error"),
            root.path("detail"),
            body.path("detail"),
            body.path("msg"),
            root.path("errors").path(0).path("message"),
            root.path("errors").path(0),
            root.path("title"))) {
      if (says(words)) {
        return words.textValue();
      }
    }
    return "";
  }

  private static boolean says(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank();
  }

  /** What a host said, as an object or as text. */
  private Optional<ErrorBody> inner(JsonNode raw) {
    if (raw.isObject() || raw.isArray()) {
      return depth < DEEPEST
          ? Optional.of(new ErrorReader(raw, signs, depth + 1).read())
          : Optional.empty();
    }
    return says(raw)
        ? inner(raw.textValue()).or(() -> Optional.of(ErrorBody.text(raw.textValue())))
        : Optional.empty();
  }

  /** An error that is written out as text. Only the whole text: a part of it may be a caller's. */
  private Optional<ErrorBody> inner(String text) {
    String json = text.strip();
    if (depth >= DEEPEST || !(json.startsWith("{") || json.startsWith("["))) {
      return Optional.empty();
    }
    try {
      JsonNode parsed = Body.JSON.readTree(json);
      return parsed.isContainerNode()
          ? Optional.of(new ErrorReader(parsed, signs, depth + 1).read())
          : Optional.empty();
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  /** As it is named, before it is cleaned. */
  private String param(Optional<ErrorBody> inner, FailedValidations validations, String sentence) {
    for (JsonNode named : List.of(body.path("param"), root.path("param"))) {
      if (says(named)) {
        return named.textValue();
      }
    }
    return inner
        .map(ErrorBody::param)
        .filter(param -> !param.isEmpty())
        .or(validations::param)
        .orElseGet(() -> BlamedParam.in(sentence));
  }

  private int status() {
    for (JsonNode node :
        List.of(
            body.path("http_status"),
            body.path("status"),
            body.path("code"),
            root.path("statusCode"),
            root.path("status_code"))) {
      int value = node.isTextual() ? number(node.textValue()) : node.isInt() ? node.intValue() : 0;
      if (value >= 100 && value <= 599) {
        return value;
      }
    }
    return 0;
  }

  private static int number(String text) {
    boolean digits = text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : 0;
  }
}
