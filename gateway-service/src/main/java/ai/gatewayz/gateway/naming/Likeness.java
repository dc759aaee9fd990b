package ai.gatewayz.gateway.naming;

/**
 * What it takes to make one name of the other. Two letters that have changed places are one slip; a
 * dot or a dash is less than a letter; a digit is more, because it tells versions and sizes apart;
 * words left out at the end, or at the beginning, are less than a letter however long they are. For
 * one thread.
 */
final class Likeness {

  private static final int SWAP = 3;
  private static final int LETTER = 4;
  private static final int DIGIT = 6;
  private static final int BREAK = 1;
  private static final int WORDS_AFTER = 2;
  private static final int WORDS_BEFORE = 4;

  /** However unlike the vendors are. */
  private static final int FOREIGN_VENDOR = 8;

  /** How many letters of a name may be wrong: a third, but for very short and very long ones. */
  private static final int LEAST_SLIPS = 2;

  private static final int MOST_SLIPS = 8;

  private final Spelling asked;
  private final int farthest;
  private int[] row = new int[0];
  private int[] last = new int[0];
  private int[] beforeLast = new int[0];
  private long cells;

  Likeness(Spelling asked) {
    this.asked = asked;
    farthest =
        LETTER * Math.clamp(asked.name().length() / 3, LEAST_SLIPS, MOST_SLIPS) + FOREIGN_VENDOR;
  }

  /** What is farther was not meant. */
  int farthest() {
    return farthest;
  }

  /** How many steps were taken. */
  long cells() {
    return cells;
  }

  /**
   * @return the cost; where that is more than the bound, any number above it
   */
  int cost(Spelling other, int bound) {
    int vendor = vendor(other, bound);
    int parts = vendor + edits(asked.name(), other.name(), bound - vendor);
    return slashMatters(other)
        ? Math.min(parts, edits(asked.whole(), other.whole(), Math.min(bound, parts)))
        : parts;
  }

  /** Whether there may be a slash in the wrong place, or none. */
  private boolean slashMatters(Spelling other) {
    return asked.hasVendor()
        ? !asked.vendor().equals(other.vendor())
        : asked.name().length() > other.name().length();
  }

  private int vendor(Spelling other, int bound) {
    return !asked.hasVendor() || asked.vendor().equals(other.vendor())
        ? 0
        : Math.min(
            FOREIGN_VENDOR,
            1 + edits(asked.vendor(), other.vendor(), Math.min(bound, FOREIGN_VENDOR)));
  }

  private int edits(String one, String other, int bound) {
    int width = other.length();
    // Letters that the other does not have have to go.
    if (bound < 0 || (one.length() - width) * BREAK > bound) {
      return Math.max(0, bound) + 1;
    }
    if (row.length <= width) {
      row = new int[width + 1];
      last = new int[width + 1];
      beforeLast = new int[width + 1];
    }
    begin(other);
    int leastBefore = 0;
    for (int i = 1; i <= one.length(); i++) {
      char letter = one.charAt(i - 1);
      row[0] = last[0] + weight(letter);
      int least = row[0];
      for (int j = 1; j <= width; j++) {
        char theirs = other.charAt(j - 1);
        int best =
            Math.min(
                last[j - 1] + change(letter, theirs),
                Math.min(last[j] + weight(letter), row[j - 1] + weight(theirs)));
        if (i > 1
            && j > 1
            && letter == other.charAt(j - 2)
            && one.charAt(i - 2) == theirs
            && letter != theirs) {
          best = Math.min(best, beforeLast[j - 2] + SWAP);
        }
        row[j] = best;
        least = Math.min(least, best);
      }
      cells += width;
      // With letters that have changed places a row can be passed by, but not two.
      if (Math.min(least, leastBefore) > bound) {
        return bound + 1;
      }
      leastBefore = least;
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return end(other);
  }

  /** Whole words of the other may stand before what was asked for. */
  private void begin(String other) {
    last[0] = 0;
    int words = 0;
    for (int j = 1; j <= other.length(); j++) {
      last[j] = last[j - 1] + weight(other.charAt(j - 1));
      if (Spelling.isBreak(other.charAt(j - 1))) {
        words++;
        last[j] = Math.min(last[j], WORDS_BEFORE + words);
      }
    }
  }

  /** And whole words behind it. */
  private int end(String other) {
    int least = last[other.length()];
    int words = 0;
    for (int j = other.length() - 1; j > 0; j--) {
      if (Spelling.isBreak(other.charAt(j))) {
        words++;
        least = Math.min(least, last[j] + WORDS_AFTER + words);
      }
    }
    return least;
  }

  private static int weight(char letter) {
    return Spelling.isBreak(letter) ? BREAK : Character.isDigit(letter) ? DIGIT : LETTER;
  }

  private static int change(char one, char other) {
    return one == other ? 0 : Math.max(weight(one), weight(other));
  }
}
