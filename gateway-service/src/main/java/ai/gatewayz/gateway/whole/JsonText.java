package ai.gatewayz.gateway.whole;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A text that comes in parts, as it stands in JSON. */
final class JsonText {

  private static final char UNKNOWN = '\uFFFD';

  private final Segments bytes = new Segments();

  /** The first half of a character whose other half may come with the next part. */
  private char half;

  void add(String part) {
    String text = half == 0 ? part : half + part;
    half = 0;
    int end = text.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      half = text.charAt(--end);
    }
    bytes.add(escaped(text.substring(0, end)));
  }

  Segments whole() {
    if (half != 0) {
      bytes.add(escaped(String.valueOf(UNKNOWN)));
      half = 0;
    }
    return bytes;
  }

  /** Without the quotes. Half a character is none. */
  static byte[] escaped(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(wellFormed(text));
  }

  private static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!Character.isSurrogate(letter)) {
        continue;
      }
      if (Character.isHighSurrogate(letter)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, UNKNOWN);
      }
    }
    return mended == null ? text : mended.toString();
  }
}
