package ai.gatewayz.providers.coding;

import java.util.Locale;

/** What a {@code Content-Encoding} says. */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  /** with or without a zlib header: both are in use */
  DEFLATE,
  /** none that can be undone here, or several at once */
  UNKNOWN;

  /**
   * @param header its value; null where there is none
   */
  public static ContentCoding of(String header) {
    if (header == null) {
      return IDENTITY;
    }
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default -> UNKNOWN;
    };
  }
}
