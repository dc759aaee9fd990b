package ai.gatewayz.gateway.explain;

import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.providers.evidence.Evidence;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of a provider's error is for callers. Pure. */
public final class ProviderWords {

  private static final int LONGEST_FIELD = 128;
  private static final int LONGEST_CODE = 64;

  /** Codes that say no more than the status does. */
  private static final Set<String> GENERIC =
      Set.of(
          "invalid_request_error",
          "invalid_request",
          "bad_request",
          "badrequesterror",
          "badrequest",
          "invalid_argument",
          "error",
          "unknown");

  /** What is only this gateway's to say: a caller must not take its own key to be refused. */
  private static final Set<String> OURS =
      Arrays.stream(GatewayError.values())
          .map(GatewayError::code)
          .collect(Collectors.toUnmodifiableSet());

  /** What stands in the place of what looked like a key. */
  private static final String KEY = "[key]";

  private static final Pattern OF_KEYS =
      Pattern.compile(
          "\\b(?:(?:api)?[ _-]?keys?|bearer|credentials?|secrets?|passwords?|authenticat\\w*"
              + "|(?:un)?authori[sz]\\w*|access)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> ACCOUNT_WORDS =
      Set.of("key", "auth", "quota", "billing", "credit", "account", "permission", "payment");

  private ProviderWords() {}

  /**
   * The provider's words where they are about the request or the model; empty where there are none
   * and where they speak of a key. What a provider says of our account or of itself is not for
   * callers. What was taken for a key and has nothing about keys around it is as a rule a long name
   * or a number: it is left out, and the rest is told.
   */
  public static String shown(Evidence evidence) {
    return switch (evidence.finding().subject()) {
      case REQUEST, MODEL -> of(evidence);
      case ACCOUNT, MOMENT -> "";
    };
  }

  /** The provider's words, of whatever they are; empty where they speak of a key. */
  static String of(Evidence evidence) {
    String words = evidence.detail().replace(KEY, "…");
    boolean aboutKeys = evidence.detail().contains(KEY) && OF_KEYS.matcher(words).find();
    return aboutKeys ? "" : words;
  }

  /** The field that the provider blames; empty where it blames none that can be shown. */
  static String field(Evidence evidence) {
    return plain(evidence.param(), LONGEST_FIELD, "_-.[]$") ? evidence.param() : "";
  }

  /** The provider's code where it says something of the request; else empty. */
  static String code(Evidence evidence) {
    String code = evidence.code().toLowerCase(Locale.ROOT);
    boolean says =
        plain(code, LONGEST_CODE, "_-.")
            && !code.chars().allMatch(c -> c >= '0' && c <= '9')
            && !GENERIC.contains(code)
            && !OURS.contains(code)
            && ACCOUNT_WORDS.stream().noneMatch(code::contains);
    return says ? code : "";
  }

  private static boolean plain(String text, int longest, String also) {
    return !text.isEmpty()
        && text.length() <= longest
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || also.indexOf(c) >= 0);
  }
}
