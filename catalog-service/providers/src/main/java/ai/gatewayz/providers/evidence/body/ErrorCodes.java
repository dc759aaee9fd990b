package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The machine-readable words of an error. */
final class ErrorCodes {

  private static final Pattern CLEAN = Pattern.compile("[a-z0-9_.-]{1,64}");
  private static final Pattern STATUS = Pattern.compile("\\d{3}");

  /** Types that say no more than the status does. */
  private static final Set<String> GENERIC =
      Set.of("invalid_request_error", "api_error", "server_error", "error", "bad_request");

  private ErrorCodes() {}

  /** The most telling first. */
  static List<String> of(JsonNode root, JsonNode body) {
    List<String> codes = new ArrayList<>();
    JsonNode metadata = body.path("metadata");
    add(codes, body.path("code"));
    add(codes, root.path("code"));
    add(codes, root.path("error_code"));
    add(codes, body.path("error_code"));
    add(codes, metadata.path("error_type"));
    add(codes, body.path("error_type"));
    add(codes, root.path("error_type"));
    add(codes, body.path("reason"));
    add(codes, body.path("status"));
    JsonNode details = body.path("details");
    for (int i = 0; i < Math.min(details.size(), 16); i++) {
      add(codes, details.path(i).path("reason"));
    }
    add(codes, body.path("type"));
    return codes;
  }

  private static void add(List<String> codes, JsonNode word) {
    if (word.isTextual() && !word.textValue().isBlank() && word.textValue().length() <= 200) {
      codes.add(word.textValue().toLowerCase(Locale.ROOT));
    }
  }

  static boolean telling(String code) {
    return CLEAN.matcher(code).matches()
        && !STATUS.matcher(code).matches()
        && !GENERIC.contains(code)
        && CleanText.of(code).equals(code);
  }
}
