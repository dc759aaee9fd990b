package ai.gatewayz.providers.portkey;

import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.body.ErrorBody;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it says itself begins with its name; what it passes on is of the one account that the
 * model's id names, and says so in its words or beside them.
 */
final class PortkeyErrors implements ErrorSigns {

  /** The name of its target stands before the target's words. */
  private static final Pattern TARGET =
      Pattern.compile(
          "(?!(?:portkey|internal|server|validation|authentication|unknown|api|network|request|input"
              + "|type|value|parse|syntax|json|gateway|timeout|the|an)\\b)[a-z0-9][a-z0-9_-]{1,39} error: ",
          Pattern.CASE_INSENSITIVE);

  @Override
  public int beginning(String words) {
    Matcher target = TARGET.matcher(words);
    return target.lookingAt() ? target.end() : 0;
  }

  @Override
  public boolean named(JsonNode root, JsonNode body) {
    return says(root.path("provider")) || says(body.path("provider"));
  }

  private static boolean says(JsonNode name) {
    return name.isTextual() && !name.textValue().isBlank();
  }

  /** An integration that our workspace does not have. */
  @Override
  public Optional<Finding> notFound(ErrorBody error) {
    return own(error) ? Optional.of(Finding.PERMISSION_DENIED) : Optional.empty();
  }

  /** A budget of the workspace's is used up. */
  @Override
  public Optional<Finding> precondition(ErrorBody error) {
    return error.silent() || own(error) ? Optional.of(Finding.CREDITS_EXHAUSTED) : Optional.empty();
  }

  private static boolean own(ErrorBody error) {
    return error.words().startsWith("Portkey Error");
  }
}
