package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.body.ErrorBody;
import java.util.regex.Pattern;

/**
 * Answers 400 for a model that it has not loaded, in words that are not known: where they are about
 * the model or the request as a whole, and name nothing of it.
 */
final class FeatherlessErrors implements ErrorSigns {

  /** A plain statement that something could not be served, and about nothing in particular. */
  private static final Pattern NOT_SERVED =
      Pattern.compile(
          "(?:the |this |your |requested )*(?:model|request) (?:\\S{1,150} )?"
              + "(?:is|was|has|could|cannot|can't|can not|failed|needs|not|currently|temporarily)\\b[a-z ,.!']*");

  /** Words of sentences about a way of asking. */
  private static final Pattern OF_REQUESTS =
      Pattern.compile(
          "parameter|argument|field|message|tool|schema|json|temperature|reasoning|stream|tokens"
              + "|unsupported|support|unrecogni[sz]ed|must be|required|validat|valid|image|audio|file|url|pars|format|body|content|prompt|role");

  @Override
  public Finding unexplained(ErrorBody error) {
    return asleep(error) ? Finding.COLD : Finding.REQUEST_REFUSED;
  }

  private static boolean asleep(ErrorBody error) {
    String text = error.sentence();
    return error.silent()
        || (NOT_SERVED.matcher(text).matches() && !OF_REQUESTS.matcher(text).find());
  }
}
