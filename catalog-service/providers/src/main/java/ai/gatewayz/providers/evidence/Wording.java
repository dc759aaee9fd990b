package ai.gatewayz.providers.evidence;

import java.util.regex.Pattern;

/**
 * The wordings by which the same thing is said where no machine-readable code says it. They are
 * looked for in a provider's own sentence, without what it repeats of others.
 *
 * <p>What speaks against a model or an account must be what the sentence begins with, up to the end
 * of the statement: a caller's text that a provider repeats stands behind words of the provider's.
 * What speaks of the request may stand anywhere, as no more than the request hangs on it.
 */
public enum Wording {
  /**
   * The output budget was too small and nothing else was wrong: the model ran. Narrow on purpose,
   * because any other 400 must not pass for a sign of life.
   */
  BUDGET(
      Scope.BEGINNING,
      "max_tokens or model output limit (?:was )?reached"
          + "|could not finish the message because B"
          + "|(?:invalid |the |value |of |for |parameter )*B\\W{0,3}[^.]{0,40}(?:was |is )?(?:too small|too low|below (?:the )?minimum)"
          + "|(?:invalid |the |value |of |for |parameter )*B\\W{0,3}[^.]{0,60}(?:must be|should be|expected).{0,30}(?:at least|greater than|>=?|minimum|above)"
          + "|integer below minimum value.{0,160}B"),
  /** The output budget alone is larger than the model's output can be. */
  OUTPUT_LIMIT(
      Scope.BEGINNING,
      "(?:invalid |the |value |of |for |parameter |requested )*B(?: or B)?\\W{0,3}[^.]{0,40}"
          + "(?:too (?:large|big|high)|exceed|larger than|above (?:the )?maximum"
          + "|must be (?:less|at most|lower|smaller|<|no (?:more|greater|larger)))"
          + "|this model supports at most \\d{1,9} (?:completion|output) tokens"),
  /** A budget that is measured against the prompt. */
  WITH_PROMPT(
      Scope.ANYWHERE, "\\+|\\bprompt|\\binput|\\bmessages\\b|\\bcontext (?:length|limit|size)\\b"),
  CONTEXT(
      Scope.ANYWHERE,
      "(?:maximum|max|model'?s?|available|supported) (?:\\w+ )?context[ _-]?(?:length|window|size|limit)(?![\\w-])"
          + "|(?:exceeds?|exceeded|exceeding|longer than|larger than|greater than|less than|beyond|over|within|fit) (?:\\w+ ){0,4}context(?![\\w-])"
          + "|(?<![\\w-])context (?:length|window|size|limit)(?: of \\d| is \\d| was | has been |:? \\d|,? (?:is |was )?(?:exceeded|reached|too))"
          + "|maximum (?:prompt|input|sequence) length"
          + "|(?<![\\w-])(?:prompt|input|request|message|messages|conversation)(?: \\w+)?(?: (?:is|are|was))? too long"
          + "|total length of all messages is too long|too many (?:input |prompt )?tokens"
          + "|reduce the length of (?:the|your) (?:messages|prompt|input)"
          + "|(?:sum of )?inputs? (?:tokens? |length |count )*(?:\\+|and|plus) B.{0,40}(?:must be|exceeds?)"
          + "|input.{0,40}(?:exceeds|too large).{0,60}(?:batch|limit|maximum|tokens)"
          + "|exceed(?:s|ed)? (?:the )?(?:model'?s? )?(?:maximum|max) (?:number of )?(?:input )?(?:tokens|length)"
          + "|token limit exceeded"),
  CONTENT(
      Scope.ANYWHERE,
      "(?<![\\w-])(?:content[ -]?(?:filter|policy|moderation|management)|responsible ?ai|flagged (?:as|by|for)"
          + "|violat(?:es|ed|ion of).{0,40}polic|safety (?:system|filter|policy)|(?:requires|failed|by|our) moderation)"),
  COLD(
      Scope.BEGINNING,
      "MODEL (?:is |has |was )?(?:currently |still |now |being )*"
          + "(?:loading|cold|warming up|spinning up|starting up|being (?:loaded|deployed)"
          + "|not (?:yet )?(?:ready|loaded|warm)|(?:not )?(?:currently )?(?:loaded|deployed) yet)END"),
  NOT_SERVERLESS(
      Scope.BEGINNING,
      "unable to access non-serverless model"
          + "|MODEL (?:is |was )?not (?:available |supported |deployed |served )*(?:as |on |in |for )*serverless"
          + "|MODEL (?:requires|needs|is only available (?:on|as|via|through)) (?:a )?dedicated (?:endpoint|deployment)"
          + "|(?:the )?(?:lora|adapter|addon|peft addon)(?: (?:addon|adapter|NAME))? (?:could not|cannot|can't|is not) (?:be )?(?:loaded|loadable|deployed)END"),
  WRONG_OPERATION(
      Scope.BEGINNING,
      "(?:this|it|MODEL|NAME) (?:is|isn't) (?:not )?a chat(?:/| )?(?:completions? )?model"
          + "|(?:this|MODEL|NAME) is not supported for task"
          + "|(?:this|MODEL|NAME) (?:does not|doesn't) support (?:(?:the )?(?:chat|chat completions?|embeddings?|rerank(?:ing)?)(?: (?:api|endpoint|task|operation))?|this (?:operation|task|endpoint))END"
          + "|embedding models? (?:cannot|can't|can not) (?:be used|do|answer)"
          + "|(?:this|MODEL|NAME) only supports? (?:the )?(?:/?v1/)?(?:embeddings|completions|responses|rerank)"
          + "|(?:please )?use (?:the )?/?(?:v1/)?(?:embeddings|completions|responses|rerank) (?:endpoint|instead)"
          + "|(?:chat completions?|v1/chat/completions) (?:is |are )?not supportedEND"
          + "|(?:this|MODEL) is not supported in the v1/chat/completions"),
  GONE(
      Scope.BEGINNING,
      "(?:not found: )?MODEL (?:was |is |are |could |has |have |been |does |do |be |currently )*"
          + "(?:not (?:be )?(?:found|exist)|no longer (?:available|supported|served|offered|exists?)"
          + "|decommissioned|deprecated|removed|retired|shut ?down)END"
          + "|MODEL (?:is )?not supported by (?:any )?provider"
          + "|models/NAME (?:is|was) not found"
          + "|NAME is not a valid model id"
          + "|no endpoints found for NAMEEND"
          + "|invalid model(?: id| name)?(?::\\s?NAME| §)?END"
          + "|(?:unknown|unrecognized|no such) model(?: id| name)?(?::?\\s?NAME)?END"),
  GATED(
      Scope.BEGINNING,
      "(?:access to )?MODEL is (?:a )?(?:currently )?(?:gated|restricted|private)(?: (?:model|repo(?:sitory)?))?END"
          + "|(?:you )?(?:cannot|can not|can't|are not allowed to) access (?:MODEL|this (?:gated )?repo)"
          + "|you (?:do not|don't) have (?:access|permission) to (?:access |use )?MODEL"
          + "|access to (?:MODEL|NAME) requires (?:accepting|agreeing|permission)"
          + "|(?:you )?(?:must|need to|have to) (?:accept|agree to) the (?:licen[cs]e|conditions|terms)"
          + "|your request to access MODEL.{0,80}awaiting"
          + "|MODEL is not (?:available|included|enabled|supported) (?:on|in|under|with|for) your (?:current )?(?:plan|subscription|tier|country|region)"
          + "|(?:please )?upgrade your (?:current )?(?:plan|subscription)"),
  CREDITS(
      Scope.BEGINNING,
      "(?:you have |your account has |account has )?(?:insufficient|not enough) (?:account )?(?:credits?|funds|balance|quota)END"
          + "|you(?:'ve| have)? (?:exceeded|reached|depleted|used up|run out of) (?:your )?(?:current |monthly |prepaid )*(?:included )?(?:quota|credits|spend(?:ing)? (?:limit|cap)|billing)"
          + "|your (?:credit |account )?balance is (?:too low|insufficient|negative)"
          + "|credit limit exceeded|key limit exceededEND|this request requires more credits|payment requiredEND"
          + "|billing (?:hard )?limit (?:has been )?reached|(?:portkey error: )?budget exhausted"
          + "|account (?:NAME )?is over its spend(?:ing)? limit"),
  /** Whole answers to a rejected key that come with another status than 401 and without a code. */
  KEY(
      Scope.WHOLE,
      "incorrect api key provided(?::? \\S{1,120})?\\.?(?: you can (?:obtain|find) (?:an|your) api key (?:from|at) §\\.?)?"
          + "|api key not valid\\. please pass a valid api key\\.?"
          + "|please check the api-key you provided\\.?"
          + "|unable to authenticate request\\.?"),
  PERMISSION(
      Scope.BEGINNING,
      "(?:forbidden|(?:access|permission) denied|not authorized|unauthorized|error code: 1\\d{3})\\W*$"
          + "|access denied due to"
          + "|this authentication method|you (?:do not|don't) have (?:sufficient |the |enough |required )*permissions?"
          + "|(?:your|this|the) (?:account|api key|key|organi[sz]ation|project|workspace|team|token|user|subscription) (?:is|has|was|does|cannot|lacks)"
          + "|only (?:\\w+ )?(?:keys|admins|owners) can perform this operation"
          + "|account NAME (?:is|has been) (?:suspended|disabled|blocked)|portkey error\\b"),
  PRIVACY(
      Scope.BEGINNING,
      "no (?:endpoints?|providers?|allowed providers?) (?:found|available|are available)[^.]{0,60}"
          + "(?:data policy|privacy|guardrail restrictions|for the selected model)"),
  OVERLOADED(
      Scope.ANYWHERE,
      "overloaded|no valid executor|at capacity|capacity|no (?:instances|workers|replicas) available|try again later|busy"),
  /** A rate or a quota of ours, whatever else is said of the load. */
  LIMIT(Scope.ANYWHERE, "limit"),
  /** No host has a feature that the request wants; says nothing of the model. */
  FEATURE(Scope.BEGINNING, "no endpoints found that (?:support|can handle)");

  private enum Scope {
    WHOLE,
    BEGINNING,
    ANYWHERE
  }

  /** What the wordings are made of. */
  private static final class Grammar {
    /** Where a statement ends: what would go on otherwise is another statement. */
    static final String END =
        "(?=\\s*(?:$|[.,;:!(|]|(?:or you|on|at|by|from|as of|because|since|anymore|and|but|please|did you|to|unless|for (?:api|this|your|the)|in (?:this|the|our|your) (?:account|project|region|catalog|registry))\\b))";

    /** As it is written in a sentence: between quotes, or one word. */
    static final String NAME = "(?:§|[\\w./:@+~-]{1,150})";

    /** A missing template, tool or file of a model is no missing model. */
    static final String NO_NAMES =
        "(?!(?:templates?|tools?|files?|outputs?|inputs?|adapters?|config\\w*|weights?|param\\w*|responses?"
            + "|requests?|prompts?|messages?|images?|schemas?|functions?|fields?|arguments?|values?|keys?"
            + "|settings?|options?|features?|cards?)\\b)";

    static final String MODEL =
        "(?:(?:the |this |that |your |requested |specified |selected |gated |private )*"
            + "models?(?: id| name)?(?:[:\\s]\\s{0,4}"
            + NO_NAMES
            + NAME
            + ")?)";
  }

  private final Scope scope;
  private final Pattern pattern;

  Wording(Scope scope, String expression) {
    this.scope = scope;
    this.pattern =
        Pattern.compile(
            expression
                .replace("MODEL", Grammar.MODEL)
                .replace("NAME", Grammar.NAME)
                .replace("END", Grammar.END)
                .replaceAll("\\bB\\b", "max_(?:completion_|output_|new_)?tokens"),
            Pattern.DOTALL);
  }

  /**
   * @param sentence a provider's own words, in lower case
   */
  public boolean in(String sentence) {
    return switch (scope) {
      case WHOLE -> pattern.matcher(sentence).matches();
      case BEGINNING -> pattern.matcher(sentence).lookingAt();
      case ANYWHERE -> pattern.matcher(sentence).find();
    };
  }
}
