package ai.gatewayz.gateway.naming;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which names have which three letters in a row: finds, without a look at all names, those that
 * share most with another. Immutable, but for the counters of a search: for one thread.
 */
final class Trigrams {

  private static final int SIGNS = 37;
  private static final int CODES = SIGNS * SIGNS * SIGNS;

  /** What a name has beyond the shared ones makes it less likely, if only a little. */
  private static final float SURPLUS = 0.05f;

  private final int names;
  private final int[] begins = new int[CODES + 1];
  private final int[] holders;
  private final short[] sizes;

  /**
   * @param letters of each name, letters and digits alone, in lower case
   */
  Trigrams(List<String> letters) {
    names = letters.size();
    sizes = new short[names];
    int[] seen = new int[CODES];
    Arrays.fill(seen, -1);
    for (int name = 0; name < names; name++) {
      int[] codes = codes(letters.get(name));
      sizes[name] = (short) Math.min(codes.length, Short.MAX_VALUE);
      for (int code : codes) {
        if (seen[code] != name) {
          seen[code] = name;
          begins[code + 1]++;
        }
      }
    }
    for (int code = 0; code < CODES; code++) {
      begins[code + 1] += begins[code];
    }
    holders = new int[begins[CODES]];
    int[] next = Arrays.copyOf(begins, CODES);
    Arrays.fill(seen, -1);
    for (int name = 0; name < names; name++) {
      for (int code : codes(letters.get(name))) {
        if (seen[code] != name) {
          seen[code] = name;
          holders[next[code]++] = name;
        }
      }
    }
  }

  private static int[] codes(String letters) {
    int[] codes = new int[Math.max(0, letters.length() - 2)];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          (sign(letters.charAt(i)) * SIGNS + sign(letters.charAt(i + 1))) * SIGNS
              + sign(letters.charAt(i + 2));
    }
    return codes;
  }

  private static int sign(char letter) {
    if (letter >= 'a' && letter <= 'z') {
      return letter - 'a';
    }
    return letter >= '0' && letter <= '9' ? letter - '0' + 26 : SIGNS - 1;
  }

  /**
   * What a search found.
   *
   * @param names those that share most, the best first
   * @param steps how many entries were looked at
   */
  record Found(int[] names, int steps) {}

  /**
   * @param usable which of the names may be found
   * @param most how many names to find
   * @param mostSteps what is rare tells most and is looked at first; when so many entries are
   *     looked at, what is common is left out
   */
  Found like(String letters, IntPredicate usable, int most, int mostSteps) {
    int[] codes = Arrays.stream(codes(letters)).distinct().toArray();
    long[] rarest = new long[codes.length];
    for (int i = 0; i < codes.length; i++) {
      rarest[i] = (long) (begins[codes[i] + 1] - begins[codes[i]]) << 32 | codes[i];
    }
    Arrays.sort(rarest);
    float[] shared = new float[names];
    int steps = 0;
    for (long one : rarest) {
      int code = (int) one;
      int many = (int) (one >>> 32);
      if (steps + many > mostSteps) {
        break;
      }
      float weight = many == 0 ? 0 : (float) Math.log((double) names / many + 1);
      for (int i = begins[code]; i < begins[code + 1]; i++) {
        shared[holders[i]] += weight;
      }
      steps += many;
    }
    return new Found(best(shared, usable, most), steps);
  }

  private int[] best(float[] shared, IntPredicate usable, int most) {
    // Of what is kept, the worst stands at the end: most names are worse than that and cost a look.
    int[] kept = new int[most];
    float[] scores = new float[most];
    int many = 0;
    for (int name = 0; name < names; name++) {
      if (shared[name] == 0) {
        continue;
      }
      float score = shared[name] - SURPLUS * sizes[name];
      if (many == most && score <= scores[most - 1] || !usable.test(name)) {
        continue;
      }
      int place = many < most ? many++ : most - 1;
      while (place > 0 && scores[place - 1] < score) {
        scores[place] = scores[place - 1];
        kept[place] = kept[place - 1];
        place--;
      }
      scores[place] = score;
      kept[place] = name;
    }
    return Arrays.copyOf(kept, many);
  }
}
