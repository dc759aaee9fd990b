package ai.gatewayz.gateway.form;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What stands between the parts of a form. */
public record Boundary(String text) {

  private static final String FORM = "multipart/form-data";
  private static final String NAME = "boundary=";
  private static final int LONGEST = 70;
  private static final String MARKS = "'()+_,-./:=?";

  /**
   * @param contentType null for none
   * @throws ai.gatewayz.gateway.error.FailureException where it is not that of a form
   */
  public static Boundary of(String contentType) {
    String[] parts = contentType == null ? new String[0] : contentType.split(";", 3);
    if (parts.length != 2 || !parts[0].strip().toLowerCase(Locale.ROOT).equals(FORM)) {
      throw refused();
    }
    String parameter = parts[1].strip();
    if (!parameter.toLowerCase(Locale.ROOT).startsWith(NAME)) {
      throw refused();
    }
    String value = parameter.substring(NAME.length());
    boolean quoted = value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
    String text = quoted ? value.substring(1, value.length() - 1) : value;
    if (text.isEmpty() || text.length() > LONGEST || !text.chars().allMatch(Boundary::isMark)) {
      throw refused();
    }
    return new Boundary(text);
  }

  private static boolean isMark(int c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || MARKS.indexOf(c) >= 0;
  }

  private static RuntimeException refused() {
    return Failure.of(
            GatewayError.UNSUPPORTED_MEDIA_TYPE,
            "Send a form: Content-Type: multipart/form-data with one boundary and nothing else.")
        .exception();
  }

  /** As it is told to a provider. */
  public String contentType() {
    return FORM + "; " + NAME + "\"" + text + "\"";
  }

  /** What begins a part that is not the first, and ends the last. */
  byte[] delimiter() {
    return ("\r\n--" + text).getBytes(StandardCharsets.US_ASCII);
  }
}
