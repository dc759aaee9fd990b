package ai.gatewayz.providers.evidence.body;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request field that a provider blames in words only. */
final class BlamedParam {

  private static final int LONGEST = 500;
  private static final Pattern CLEAN = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,128}");

  private static final String QUOTE = "[\"'`]?";
  private static final String NAME = "([A-Za-z_][A-Za-z0-9_.\\[\\]-]{0,127})";

  /** Fields of requests by their names; any other word may be a name of the caller's own. */
  private static final String KNOWN =
      "((?:max_(?:completion_|output_|new_)?tokens|temperature|top_p|top_k|min_p|n|stop|seed|logprobs"
          + "|top_logprobs|logit_bias|presence_penalty|frequency_penalty|repetition_penalty"
          + "|response_format|tool_choice|tools|functions|function_call|parallel_tool_calls|messages"
          + "|stream|stream_options|reasoning_effort|reasoning|thinking|verbosity|user|input|prompt"
          + "|suffix|echo|best_of|dimensions|encoding_format|service_tier|store|metadata|modalities"
          + "|audio|prediction|web_search_options|plugins|provider|transforms)"
          + "(?:\\.[A-Za-z0-9_]{1,40}|\\[\\d{1,6}\\]){0,12})";

  /** "Unrecognized request argument supplied: foo", "Unknown parameter: 'foo'." */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:(?:unrecognized|unknown|unsupported|unexpected|invalid|missing|extra|additional|request|required|keyword|body|value|for|a|an|the|input) ){1,5}"
              + "(?:parameters?|arguments?|fields?|propert(?:y|ies)|keys?|options?)(?: supplied| in (?:the )?(?:request|body))?(?:\\(s\\))?\\s?:?\\s?"
              + QUOTE
              + NAME,
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_PERMITTED =
      Pattern.compile(
          "(?:-\\s)?(?:Additional property "
              + NAME
              + " is not allowed|Extra inputs are not permitted, field: ["
              + "\"'`]"
              + NAME
              + "|property ["
              + "\"'`]"
              + NAME
              + "[\"'`] is unsupported|Failed to deserialize the JSON body into the target type: (?:missing|unknown) field `"
              + NAME
              + "`)",
          Pattern.CASE_INSENSITIVE);

  /** "max_tokens is too large", "Invalid 'max_tokens': …", "messages.1.role must be …". */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?:(?:invalid|unsupported|value|parameter|the|validation|error|for|of|in)[:\\s]\\s?){0,5}"
              + QUOTE
              + KNOWN
              + QUOTE
              + "(?:\\s?:|\\s?\\(|(?: value)?,| or | (?:is|are|was|must|should|cannot|can't|can|does|has|have|exceeds|value|needs|requires|field|parameter)\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OUTPUT_LIMIT =
      Pattern.compile(
          "this model supports at most \\d{1,9} (?:completion|output) tokens",
          Pattern.CASE_INSENSITIVE);

  /** Words after "parameter" that are no name of one. */
  private static final Set<String> NO_NAMES =
      Set.of("is", "are", "was", "must", "not", "for", "in", "value", "values", "name", "or", "of");

  private BlamedParam() {}

  /** Of a sentence; empty where it blames no field. */
  static String in(String sentence) {
    String text = sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence;
    Matcher subject = SUBJECT.matcher(text);
    if (subject.lookingAt()) {
      return clean(subject.group(1));
    }
    for (Pattern pattern : new Pattern[] {NAMED, NOT_PERMITTED}) {
      Matcher named = pattern.matcher(text);
      if (named.lookingAt()) {
        return name(named);
      }
    }
    return OUTPUT_LIMIT.matcher(text).lookingAt() ? "max_tokens" : "";
  }

  private static String name(Matcher named) {
    for (int group = 1; group <= named.groupCount(); group++) {
      String name = named.group(group);
      if (name != null) {
        String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return NO_NAMES.contains(whole.toLowerCase(Locale.ROOT)) ? "" : clean(whole);
      }
    }
    return "";
  }

  /** Whether it is a field that has nothing to do with the model or with our account. */
  static boolean ofRequest(String param) {
    return switch (param) {
      case "", "model", "model_id", "model_name", "api_key", "authorization" -> false;
      default -> true;
    };
  }

  /** Empty where it is no name of a field, or looks like a key. */
  static String clean(String name) {
    return CLEAN.matcher(name).matches() && CleanText.of(name).equals(name) ? name : "";
  }
}
