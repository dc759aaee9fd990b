package ai.gatewayz.gateway.form;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Walks through the parts of a form. Strict, so that no server finds others in it. */
public final class FormReader {

  private static final int MOST_PARTS = 64;
  private static final int MOST_HEADERS = 8;
  private static final int LONGEST_HEADER = 1_024;

  private final byte[] body;
  private final int length;
  private final byte[] delimiter;
  private int at;

  public FormReader(byte[] body, int length, Boundary boundary) {
    this.body = body;
    this.length = length;
    this.delimiter = boundary.delimiter();
  }

  public List<FormPart> parts() {
    List<FormPart> parts = new ArrayList<>();
    // The first has no end of a line before it.
    int dashes = delimiter.length - 2;
    if (length < dashes || !Arrays.equals(body, 0, dashes, delimiter, 2, delimiter.length)) {
      throw malformed("it does not begin with its boundary");
    }
    at = dashes;
    while (!last()) {
      if (parts.size() == MOST_PARTS) {
        throw malformed("it has more than " + MOST_PARTS + " parts");
      }
      parts.add(part());
    }
    return parts;
  }

  /** Behind a delimiter: whether it is the last. Nothing may come after that. */
  private boolean last() {
    if (is(at, "\r\n")) {
      at += 2;
      return false;
    }
    boolean ends = is(at, "--");
    int rest = length - at - 2;
    if (!ends || !(rest == 0 || rest == 2 && is(at + 2, "\r\n"))) {
      throw malformed("a boundary is not at the end of a line, or something follows the last");
    }
    return true;
  }

  private FormPart part() {
    PartHead head = new PartHead();
    for (int headers = 0; ; headers++) {
      String line = line();
      if (line.isEmpty()) {
        break;
      }
      if (headers == MOST_HEADERS) {
        throw malformed("a part has more than " + MOST_HEADERS + " headers");
      }
      head.read(line);
    }
    int start = at;
    int end = find(start);
    at = end + delimiter.length;
    return head.part(start, end);
  }

  private String line() {
    int end = at;
    while (end < length && body[end] != '\r') {
      end++;
      if (end - at > LONGEST_HEADER) {
        throw malformed("a header of a part is longer than " + LONGEST_HEADER + " bytes");
      }
    }
    if (!is(end, "\r\n")) {
      throw malformed("a header of a part does not end");
    }
    String line = new String(body, at, end - at, StandardCharsets.ISO_8859_1);
    at = end + 2;
    return line;
  }

  private int find(int from) {
    for (int i = from; i <= length - delimiter.length; i++) {
      if (body[i] == '\r'
          && Arrays.equals(body, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    throw malformed("a part does not end");
  }

  private boolean is(int place, String text) {
    if (place + text.length() > length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (body[place + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException malformed(String why) {
    return Failure.of(GatewayError.INVALID_FORM, "The form cannot be read: " + why + ".")
        .exception();
  }

  /** The headers of one part. */
  private static final class PartHead {

    private String name;
    private boolean file;
    private String type = "";

    void read(String line) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.charAt(0) <= ' ' || line.chars().anyMatch(c -> c < ' ' || c == 127)) {
        throw malformed("a header of a part is none");
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> disposition(value);
        case "content-type" -> type = value.toLowerCase(Locale.ROOT).replace(" ", "");
        case "content-length" -> {}
        case "content-transfer-encoding" -> {
          if (!List.of("binary", "8bit", "7bit").contains(value.toLowerCase(Locale.ROOT))) {
            throw malformed("a part is coded");
          }
        }
        default -> throw malformed("a part has a header that no form has");
      }
    }

    private void disposition(String value) {
      if (name != null || !value.startsWith("form-data;")) {
        throw malformed("a part is of another kind than form-data, or of two");
      }
      String rest = value.substring("form-data".length());
      boolean titled = false;
      while (!rest.isEmpty()) {
        String parameter = rest.substring(1).stripLeading();
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? "" : parameter.substring(0, equals);
        int end = end(parameter, equals + 1);
        String text = unquoted(parameter.substring(equals + 1, end));
        switch (key) {
          case "name" -> {
            if (name != null || text.isEmpty()) {
              throw malformed("a part has no name, or two");
            }
            name = text;
          }
          case "filename" -> {
            if (titled) {
              throw malformed("a file has two names");
            }
            titled = true;
            file = true;
          }
          case "filename*" -> file = true;
          default -> throw malformed("a part has a parameter that no form has");
        }
        rest = parameter.substring(end).stripLeading();
        if (!rest.isEmpty() && rest.charAt(0) != ';') {
          throw malformed("a part's parameters are not apart");
        }
      }
    }

    /** Behind a parameter's value. A backslash is read in two ways. */
    private static int end(String parameter, int from) {
      if (parameter.startsWith("\"", from)) {
        int quote = parameter.indexOf('"', from + 1);
        if (quote < 0 || parameter.substring(from, quote).indexOf('\\') >= 0) {
          throw malformed("a name has a quote or a backslash in it");
        }
        return quote + 1;
      }
      int end = parameter.indexOf(';', from);
      return end < 0 ? parameter.length() : end;
    }

    private static String unquoted(String value) {
      if (value.startsWith("\"")) {
        return value.substring(1, value.length() - 1);
      }
      if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '\\')) {
        throw malformed("a name is neither a word nor in quotes");
      }
      return value;
    }

    FormPart part(int start, int end) {
      if (name == null) {
        throw malformed("a part has no name");
      }
      boolean text =
          type.isEmpty() || type.equals("text/plain") || type.equals("text/plain;charset=utf-8");
      return new FormPart(name, !file && text, start, end);
    }
  }
}
