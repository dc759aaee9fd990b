package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of failed validations as frameworks write them: {@code
 * {"detail":[{"loc":["body","messages",0],"msg":"Field required","input":{…}}]}}. What was put in
 * is the caller's own and not read.
 *
 * @param found what is wrong with which field, in the order given
 */
record FailedValidations(List<Failed> found) {

  private static final int MOST = 5;

  /**
   * @param field a path into the request; empty where none is named
   * @param type what kind of fault it is; empty where not told
   */
  record Failed(String field, String message, String type) {

    String words() {
      return field.isEmpty() ? message : field + ": " + message;
    }
  }

  static FailedValidations in(JsonNode root, JsonNode body) {
    List<Failed> found = new ArrayList<>();
    for (JsonNode list :
        List.of(
            root.path("detail"),
            body.path("detail"),
            root.path("errors"),
            body.path("errors"),
            body.path("message"),
            root.path("error"))) {
      for (int i = 0; list.isArray() && i < list.size() && found.size() < MOST; i++) {
        JsonNode each = list.path(i);
        String message = first(each, "msg", "message", "description");
        if (!message.isBlank()) {
          found.add(new Failed(field(each), message, first(each.path("type"))));
        }
      }
      if (!found.isEmpty()) {
        break;
      }
    }
    return new FailedValidations(found);
  }

  Optional<String> param() {
    return found.stream().map(Failed::field).filter(field -> !field.isEmpty()).findFirst();
  }

  /** Empty where there is none. */
  String first() {
    return found.isEmpty() ? "" : found.getFirst().message();
  }

  List<String> codes() {
    return found.stream().map(Failed::type).filter(type -> !type.isEmpty()).toList();
  }

  /** The words before, then what is not said in them yet. */
  String after(String words) {
    StringBuilder all = new StringBuilder(words);
    for (Failed each : found) {
      if (all.indexOf(each.message()) < 0) {
        all.append(all.isEmpty() ? "" : "; ").append(each.words());
      }
    }
    return all.toString();
  }

  private static String first(JsonNode failed, String... names) {
    if (failed.isTextual()) {
      return failed.textValue();
    }
    for (String name : names) {
      if (failed.path(name).isTextual()) {
        return failed.path(name).textValue();
      }
    }
    return "";
  }

  private static String field(JsonNode failed) {
    JsonNode path = failed.path("loc").isArray() ? failed.path("loc") : failed.path("path");
    if (!path.isArray()) {
      JsonNode name =
          failed.path("field").isTextual() ? failed.path("field") : failed.path("param");
      return name.isTextual() ? BlamedParam.clean(name.textValue()) : "";
    }
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < Math.min(path.size(), 12); i++) {
      JsonNode part = path.path(i);
      if (part.isInt()) {
        field.append('[').append(part.intValue()).append(']');
      } else if (i > 0 || !part.asText().equals("body")) {
        field.append(field.isEmpty() ? "" : ".").append(part.asText());
      }
    }
    return BlamedParam.clean(field.toString());
  }
}
