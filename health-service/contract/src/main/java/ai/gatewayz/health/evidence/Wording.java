package ai.gatewayz.health.evidence;

import java.util.regex.Pattern;

/** The wordings by which the same thing is said where no machine-readable code says it. */
enum Wording {
  /**
   * The output budget was too small and nothing else was wrong: the model ran. Narrow on purpose,
   * because any other 400 must not pass for a sign of life.
   */
  BUDGET(
      "max_tokens or model output limit (?:was )?reached"
          + "|could not finish the message because max_(?:completion_|output_)?tokens"
          + "|max_(?:completion_|output_)?tokens.{0,40}(?:was |is )?(?:too small|too low|below (?:the )?minimum)"
          + "|max_(?:completion_|output_)?tokens.{0,60}(?:must be|should be|expected).{0,30}(?:at least|greater than|>=?|minimum|above)"
          + "|max_(?:completion_|output_)?tokens'?:? ?integer below minimum value"
          + "|integer below minimum value.{0,160}max_(?:completion_|output_)?tokens"
          + "|invalid 'max_(?:completion_|output_)?tokens'.{0,80}(?:minimum|below|at least|>=?)"
          + "|max_tokens.{0,30}must be greater than thinking"),
  CONTEXT(
      "context[ _-]?(?:length|window|size|limit)"
          + "|maximum (?:context|prompt|input|sequence) length"
          + "|prompt is too long|input is too long|too many (?:input )?tokens"
          + "|reduce the length of (?:the|your) (?:messages|prompt|input)"
          + "|(?:`?inputs`? (?:tokens )?\\+ `?max_new_tokens`?|input(?:s)? \\+ max_tokens).{0,40}must be"
          + "|input.{0,40}(?:exceeds|too large).{0,60}(?:batch|limit|maximum|tokens)"
          + "|exceed(?:s|ed)? (?:the )?(?:model'?s? )?(?:maximum|max) (?:input )?(?:tokens|length)"
          + "|string_too_long|token limit exceeded"),
  CONTENT(
      "content[ _-]?(?:filter|policy|moderation)|responsible ?ai|flagged (?:as|by|for)"
          + "|violat(?:es|ed|ion of).{0,40}polic|safety (?:system|filter|policy)|moderation"),
  COLD(
      "currently loading|is loading|model is cold|cold start|not (?:yet )?ready|warming up"
          + "|is (?:not |being )?(?:currently )?(?:loaded|deployed) yet|spinning up|warm-?up"),
  NOT_SERVERLESS("non-serverless|dedicated endpoint|not (?:available )?(?:as |on )?serverless"),
  WRONG_OPERATION(
      "not a chat model|not a chat(?:/| )?completion|does not support chat|is not supported for task"
          + "|not support(?:ed)? (?:for |the )?(?:task|operation) |isn'?t a chat model"
          + "|embedding models? (?:cannot|can't|can not)|only supports? (?:the )?(?:/v1/)?(?:embeddings|completions|responses)"
          + "|use (?:the )?/?(?:v1/)?(?:embeddings|completions|responses) (?:endpoint|instead)"
          + "|(?:chat completions?|v1/chat/completions) (?:is |are )?not supported|not supported in the v1/chat/completions"),
  GONE(
      "is not a valid model id|no endpoints found for"
          + "|not supported by (?:any )?provider|is not supported by any"
          // a sentence that begins with the word, at most one name, then what became of it: a
          // missing template, tool or file of a model must not match
          + "|(?:^|[.:|\"'{(\\n]\\s*)(?:the |this |requested |specified |error )*models?(?: id)?[:\\s]+(?:(['\"`])[^'\"`]{1,150}\\1|\\S{1,150})?\\s*"
          + "(?:was |is |are |could |has |have |been |does |do |be )*"
          + "(?:not (?:be )?(?:found|exist)|no longer (?:available|supported|served|exists?)"
          + "|decommissioned|deprecated|removed|retired|shut ?down)"
          + "|invalid model(?: id| name)?(?:[:.'\"`]|$)"
          + "|(?:unknown|unrecognized|no such) model(?: id| name)?(?:[:.,'\"` ]|$)"),
  GATED(
      "gated|licen[cs]e|cannot access (?:this )?model|awaiting a review|accept the (?:conditions|terms)"
          + "|not available (?:on|in|under) your (?:current )?plan|upgrade your plan|private model"),
  CREDITS(
      "credit|insufficient (?:funds|balance|quota)|exceeded your current quota|billing|spend(?:ing)? (?:limit|cap)|payment"),
  KEY(
      "(?:incorrect|invalid|wrong|missing|bad|no) (?:api[ _-]?key|authentication|credentials|token)|unauthori[sz]ed"
          + "|api key (?:is )?(?:invalid|not valid|missing)"),
  PRIVACY("data policy|privacy|allowed providers|guardrail restrictions"),
  OVERLOADED(
      "overloaded|no valid executor|at capacity|capacity|no (?:instances|workers|replicas) available|try again later|busy"),
  /** No host has a feature that the request wants; says nothing of the model. */
  FEATURE("no endpoints found that (?:support|can handle)");

  private final Pattern pattern;

  Wording(String expression) {
    pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  boolean in(String text) {
    return pattern.matcher(text).find();
  }
}
