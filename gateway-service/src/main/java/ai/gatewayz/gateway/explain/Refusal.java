package ai.gatewayz.gateway.explain;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a caller is told where a provider refused the request itself: what is wrong, in the
 * provider's own words too, since client libraries show the message and nothing else. Pure.
 */
public final class Refusal {

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

  private Refusal() {}

  /** Whether it is the request that is at fault, so that its caller has to be told how. */
  public static boolean isOne(Evidence evidence) {
    return evidence.finding().subject() == Subject.REQUEST
        || evidence.finding() == Finding.BUDGET_TOO_SMALL;
  }

  /**
   * @param evidence {@linkplain #isOne of a refusal}
   */
  public static Failure of(Candidate candidate, Evidence evidence) {
    String words = shown(evidence);
    Failure failure = failure(candidate, evidence, words);
    String field = field(evidence);
    if (!field.isEmpty()) {
      failure = failure.withParam(field);
    }
    String code = code(evidence);
    if (!code.isEmpty() && !code.equals(failure.code())) {
      // Where ours says more than that something was refused, programs wait for ours.
      failure =
          failure.error() == GatewayError.REQUEST_REFUSED
              ? failure.withCode(code).with("gateway_code", failure.error().code())
              : failure.with("provider_code", code);
    }
    return words.isEmpty() ? failure : failure.with("provider_message", words);
  }

  /**
   * The provider's words where they are about the request or the model; empty where there are none
   * and where they speak of a key. What a provider says of our account or of itself is not for
   * callers. What was taken for a key and has nothing about keys around it is as a rule a long name
   * or a number: it is left out, and the rest is told.
   */
  public static String shown(Evidence evidence) {
    boolean forCaller =
        switch (evidence.finding().subject()) {
          case REQUEST, MODEL -> true;
          case ACCOUNT, MOMENT -> false;
        };
    String words = forCaller ? evidence.detail().replace(KEY, "…") : "";
    boolean aboutKeys = evidence.detail().contains(KEY) && OF_KEYS.matcher(words).find();
    return aboutKeys ? "" : words;
  }

  private static Failure failure(Candidate candidate, Evidence evidence, String words) {
    String provider = candidate.provider().id();
    Offer offer = candidate.offer().offer();
    String said = words.isEmpty() ? "" : " " + provider + ": " + words;
    boolean budget = TokenLimits.blamesBudget(words, evidence.param());
    return switch (evidence.finding()) {
      case CONTEXT_TOO_LONG ->
          budget && TokenLimits.context(words).isEmpty()
              ? budgetTooLarge(offer, words, said)
              : contextTooLong(offer, words, said, budget);
      case CONTENT_REFUSED ->
          Failure.of(
                  GatewayError.CONTENT_FILTER,
                  "The content policy of " + provider + " refuses this request." + said)
              .withParam(content(offer));
      case BUDGET_TOO_SMALL ->
          Failure.of(
                  GatewayError.REQUEST_REFUSED,
                  "max_tokens is too small for this model: raise it." + said)
              .withParam("max_tokens");
      default -> budget ? budgetTooLarge(offer, words, said) : refused(provider, evidence, words);
    };
  }

  private static Failure contextTooLong(Offer offer, String words, String said, boolean budget) {
    OptionalLong told = TokenLimits.context(words);
    OptionalLong tokens =
        told.isPresent() || offer.contextTokens() == null
            ? told
            : OptionalLong.of(offer.contextTokens());
    String sentence = TokenLimits.contextSentence(tokens);
    // Most providers say it in OpenAI's words; twice would be once too often.
    boolean saidAlready =
        words.regionMatches(true, 0, sentence, 0, sentence.length() - 1) && tokens.isPresent();
    return Failure.of(GatewayError.CONTEXT_LENGTH_EXCEEDED, saidAlready ? words : sentence + said)
        .withParam(budget ? "max_tokens" : content(offer));
  }

  private static Failure budgetTooLarge(Offer offer, String words, String said) {
    OptionalLong told = TokenLimits.output(words);
    OptionalLong limit =
        told.isPresent() || offer.maxOutputTokens() == null
            ? told
            : OptionalLong.of(offer.maxOutputTokens());
    return Failure.of(
            GatewayError.REQUEST_REFUSED,
            (limit.isPresent()
                    ? "max_tokens is larger than this model allows, which is "
                        + limit.getAsLong()
                        + ": lower it."
                    : "max_tokens is larger than this model allows: lower it.")
                + said)
        .withParam("max_tokens");
  }

  private static Failure refused(String provider, Evidence evidence, String words) {
    return Failure.of(
        GatewayError.REQUEST_REFUSED,
        words.isEmpty()
            ? provider
                + " refused this request"
                + (evidence.httpStatus() > 0 ? " with status " + evidence.httpStatus() : "")
                + " and gave no reason that can be shown. A parameter or a message is not supported."
            : provider + " refused this request: " + words);
  }

  /** The field that holds what the model is to read. */
  private static String content(Offer offer) {
    return offer.can(Capability.EMBEDDINGS) && !offer.can(Capability.CHAT) ? "input" : "messages";
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
