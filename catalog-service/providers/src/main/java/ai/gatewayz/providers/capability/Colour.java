package ai.gatewayz.providers.capability;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a picture of one colour shows, in the words in which any model says it. */
public enum Colour {
  RED(0xE00000),
  GREEN(0x00A000),
  BLUE(0x0000E0),
  YELLOW(0xF0E000),
  BLACK(0x000000),
  WHITE(0xFFFFFF);

  private final int rgb;
  private final String word = name().toLowerCase(Locale.ROOT);
  private final Pattern said = Pattern.compile("(?<![a-z])" + word + "(?![a-z])");

  Colour(int rgb) {
    this.rgb = rgb;
  }

  int rgb() {
    return rgb;
  }

  public String word() {
    return word;
  }

  /**
   * @param text in lower case
   */
  boolean saidIn(String text) {
    return said.matcher(text).find();
  }
}
