package ai.gatewayz.gateway.explain;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads limits in tokens out of a provider's words, and says them as OpenAI does. Pure. */
final class TokenLimits {

  private static final String NUMBER = "[`'\"]?(\\d{1,3}(?:[,_]\\d{3})+|\\d{2,9})(?![\\d%])";

  /** The context of a model, as it is written in the field. */
  private static final List<Pattern> CONTEXT =
      patterns(
          "(?:context|prompt|input|sequence)[ _-](?:length|window|size|limit)(?: for this model| allowed)?"
              + "(?: is| of)?(?: only)?[\\s:=(<]*"
              + NUMBER,
          NUMBER + "(?:[ -]tokens?)? (?:maximum |max )?context",
          "> ?" + NUMBER + " (?:maximum|max)\\b",
          "input.{0,40}max_new_tokens.{0,12}must be (?:<=|≤|<|at most|less than(?: or equal to)?) ?"
              + NUMBER,
          "maximum(?: number of)?(?: input)? tokens(?: allowed)?(?: is| of)?[\\s:(]*" + NUMBER,
          "(?:token )?limit(?: is| of)?[\\s:(]+" + NUMBER,
          "cannot exceed " + NUMBER);

  /** The most that a model writes, likewise. */
  private static final List<Pattern> OUTPUT =
      patterns(
          "(?:at most|up to|no more than|less than or equal to|less than|smaller than|<=|≤|cannot exceed|not exceed) ?"
              + NUMBER,
          "> ?" + NUMBER + ",? which is the maximum",
          "[\\[(] ?\\d+ ?, ?" + NUMBER + " ?[\\])]",
          "between \\d+ and " + NUMBER,
          "(?:maximum|limit)(?: [a-z`_]+){0,6}?(?: is| of)?[\\s:(]+" + NUMBER);

  private static final Pattern BUDGET =
      Pattern.compile(
          "\\bmax_(?:completion_|output_|new_)?tokens|\\bmaxOutputTokens",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> BUDGET_FIELDS =
      Set.of("max_tokens", "max_completion_tokens", "max_output_tokens", "max_new_tokens");
  private static final Pattern TOO_LARGE =
      Pattern.compile(
          "too (?:large|high|big|many)|exceed|above the (?:maximum|limit)|greater than the (?:maximum|limit)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER_FAULT =
      Pattern.compile(
          "stream ?= ?true|must (?:be|have) stream|not supported|unsupported",
          Pattern.CASE_INSENSITIVE);

  private TokenLimits() {}

  private static List<Pattern> patterns(String... expressions) {
    return List.of(expressions).stream()
        .map(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE))
        .toList();
  }

  /** The sentence that programs look for when a conversation has grown too long. */
  static String contextSentence(OptionalLong tokens) {
    return tokens.isPresent()
        ? "This model's maximum context length is " + tokens.getAsLong() + " tokens."
        : "This model's maximum context length is exceeded.";
  }

  /** How many tokens a model takes, as the words have it. */
  static OptionalLong context(String words) {
    return first(CONTEXT, words);
  }

  /** How many tokens a model writes at most, as words that blame the budget have it. */
  static OptionalLong output(String words) {
    return first(OUTPUT, words);
  }

  static boolean isBudget(String field) {
    return field != null && BUDGET_FIELDS.contains(field);
  }

  /** Whether the words say that the output budget is too large. */
  static boolean blamesBudget(String words, String field) {
    return (isBudget(field) || BUDGET.matcher(words).find())
        && !OTHER_FAULT.matcher(words).find()
        && (TOO_LARGE.matcher(words).find() || output(words).isPresent());
  }

  private static OptionalLong first(List<Pattern> patterns, String words) {
    for (Pattern pattern : patterns) {
      Matcher found = pattern.matcher(words);
      if (found.find()) {
        return OptionalLong.of(Long.parseLong(found.group(1).replaceAll("[,_]", "")));
      }
    }
    return OptionalLong.empty();
  }
}
