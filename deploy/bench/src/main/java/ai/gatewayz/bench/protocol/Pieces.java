package ai.gatewayz.bench.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a stream is asked for, in words that stand in the question.
 *
 * @param pauseMillis between two pieces; 0 for as fast as can be
 */
public record Pieces(int count, int pauseMillis) {

  private static final Pattern ASKED = Pattern.compile("pieces=(\\d+) pause=(\\d+)");
  private static final Pieces USUAL = new Pieces(20, 0);

  /** What a request says of it. */
  public static Pieces asked(String body) {
    Matcher asked = ASKED.matcher(body);
    return asked.find()
        ? new Pieces(Integer.parseInt(asked.group(1)), Integer.parseInt(asked.group(2)))
        : USUAL;
  }

  @Override
  public String toString() {
    return " pieces=" + count + " pause=" + pauseMillis;
  }
}
