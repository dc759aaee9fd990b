package ai.gatewayz.gateway.routing;

import java.util.Arrays;
import java.util.Locale;

/**
 * How unlike other names are to one: edits of the part after the vendor, case apart; a foreign
 * vendor is one more. Looks no further than it is asked to.
 */
final class Closeness {

  private final String name;
  private final String vendor;
  private int[] row = new int[0];
  private int[] previous = new int[0];

  Closeness(String asked) {
    String lower = asked.toLowerCase(Locale.ROOT);
    int slash = lower.lastIndexOf('/');
    name = lower.substring(slash + 1);
    vendor = slash < 0 ? "" : lower.substring(0, slash);
  }

  /**
   * @param bound at least 0
   * @return the distance; where that is {@code bound} or more, any number from there on
   */
  int distance(String id, int bound) {
    int slash = id.lastIndexOf('/');
    int length = id.length() - slash - 1;
    if (Math.abs(length - name.length()) >= bound) {
      return bound;
    }
    String lower = id.toLowerCase(Locale.ROOT);
    int foreign = slash >= 0 && lower.substring(0, slash).equals(vendor) ? 0 : 1;
    String other = lower.substring(lower.lastIndexOf('/') + 1);
    int most = Math.min(bound - foreign - 1, Math.max(name.length(), other.length()));
    return most < 0 ? bound : edits(other, most) + foreign;
  }

  /** Of the whole table, what is farther than that from its diagonal cannot be on the way. */
  private int edits(String other, int most) {
    int width = other.length();
    if (Math.abs(width - name.length()) > most) {
      return most + 1;
    }
    if (row.length <= width) {
      row = new int[width + 1];
      previous = new int[width + 1];
    }
    for (int j = 0; j <= width; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= name.length(); i++) {
      int from = Math.max(1, i - most);
      int to = Math.min(width, i + most);
      Arrays.fill(row, 0, width + 1, most + 1);
      if (i <= most) {
        row[0] = i;
      }
      int least = row[0];
      for (int j = from; j <= to; j++) {
        int change = previous[j - 1] + (name.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
      int[] swap = previous;
      previous = row;
      row = swap;
    }
    return previous[width];
  }
}
