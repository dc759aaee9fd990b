package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * What an error says, whichever of the layouts in the field it has.
 *
 * @param status as the body itself says, 0 where it does not: errors inside a 200 have no other
 * @param codes every machine-readable word (code, type, error_type), in lower case; the most
 *     telling first
 * @param words the sentence that a person would read
 * @param sentence the same without what it repeats of others; see {@link OwnWords}
 * @param param the request field that is blamed, in a member or in words; empty where none is
 * @param blamesRequest whether a field other than the model is blamed: then it is about nothing
 *     else
 * @param availability OpenRouter's {@code availability.code}; empty where absent
 * @param host whether a gateway only passes on what a host behind it said
 * @param moderated whether reasons of a moderation are given
 * @param loading whether it is told how long the model loads
 * @param json all of it, for what else is in it
 */
public record ErrorBody(
    int status,
    List<String> codes,
    String words,
    String sentence,
    String param,
    boolean blamesRequest,
    String availability,
    Host host,
    boolean moderated,
    boolean loading,
    JsonNode json) {

  public static final ErrorBody NONE = text("", MissingNode.getInstance());

  /** Text without a structure is all words. */
  static ErrorBody text(String text) {
    return text(text, TextNode.valueOf(text));
  }

  private static ErrorBody text(String text, JsonNode json) {
    String param = BlamedParam.in(text);
    return new ErrorBody(
        0,
        List.of(),
        text,
        OwnWords.of(text),
        param,
        BlamedParam.ofRequest(param),
        "",
        Host.NONE,
        false,
        false,
        json);
  }

  /** Whatever of the layouts {@code root} has. */
  public static ErrorBody of(JsonNode root, HostSigns signs) {
    return new ErrorReader(root, signs).read();
  }

  /**
   * The same, said by one of several hosts: an answer's headers may tell what its body does not.
   */
  public ErrorBody fromHost() {
    return new ErrorBody(
        status,
        codes,
        words,
        sentence,
        param,
        blamesRequest,
        availability,
        Host.ONE_OF_SEVERAL,
        moderated,
        loading,
        json);
  }

  /** Whether nothing is said at all. */
  public boolean silent() {
    return words.isBlank() && codes.isEmpty();
  }

  public boolean passedOn() {
    return host != Host.NONE;
  }

  public boolean hasCode(List<String> any) {
    return codes.stream().anyMatch(any::contains);
  }

  /** The code to tell; empty where there is none that says more than the status. */
  public String code() {
    return codes.stream().filter(ErrorCodes::telling).findFirst().orElse("");
  }
}
