package ai.gatewayz.gateway.naming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/** The names of all models, to find those that are like another. */
public final class NameIndex {

  /** No known id is longer, and nothing is near what is. */
  public static final int LONGEST_NAME = 256;

  public static final int MOST = 5;

  private static final int MOST_CANDIDATES = 64;
  private static final int MOST_STEPS = 60_000;

  /** Of comparing candidates letter by letter. */
  private static final long MOST_CELLS = 400_000;

  /** So many names with the same letters: more are not told apart by their letters. */
  private static final int MOST_ALIKE = 64;

  private final List<String> ids;
  private final List<Spelling> spellings;
  private final Trigrams trigrams;
  // Letters in whatever order: two that have changed places leave few others in a row.
  private final Map<Long, List<Integer>> byName = new HashMap<>();
  private final Map<Long, List<Integer>> byWhole = new HashMap<>();

  public NameIndex(List<String> ids) {
    this.ids = List.copyOf(ids);
    spellings = this.ids.stream().map(Spelling::of).toList();
    trigrams = new Trigrams(spellings.stream().map(Spelling::letters).toList());
    for (int i = 0; i < this.ids.size(); i++) {
      add(byName, spellings.get(i).name(), i);
      add(byWhole, spellings.get(i).whole(), i);
    }
  }

  private static void add(Map<Long, List<Integer>> index, String text, int name) {
    index.computeIfAbsent(Spelling.anagram(text), letters -> new ArrayList<>(1)).add(name);
  }

  public List<String> ids() {
    return ids;
  }

  /**
   * What was found, and what it took.
   *
   * @param ids the nearest first, {@value #MOST} at most
   * @param steps entries of the index that were looked at
   * @param cells pairs of letters that were compared
   */
  public record Found(List<String> ids, long steps, long cells) {

    static final Found NOTHING = new Found(List.of(), 0, 0);
  }

  private record Near(int name, int cost, long worth) {

    /** Of what is equally near, what more stand behind. */
    static final Comparator<Near> ORDER =
        Comparator.comparingInt(Near::cost)
            .thenComparing(Comparator.comparingLong(Near::worth).reversed())
            .thenComparingInt(Near::name);
  }

  /**
   * @param usable which of the names may be found
   * @param worth what decides among those that are equally near
   */
  public Found nearest(String asked, IntPredicate usable, IntToLongFunction worth) {
    if (asked.length() > LONGEST_NAME) {
      return Found.NOTHING;
    }
    Spelling spelling = Spelling.of(asked);
    Trigrams.Found alike = trigrams.like(spelling.letters(), usable, MOST_CANDIDATES, MOST_STEPS);
    Set<Integer> candidates = new LinkedHashSet<>();
    alike(byWhole, spelling.whole(), usable, candidates);
    alike(byName, spelling.name(), usable, candidates);
    for (int name : alike.names()) {
      candidates.add(name);
    }
    Likeness likeness = new Likeness(spelling);
    List<Near> near = new ArrayList<>();
    int[] least = new int[MOST];
    Arrays.fill(least, likeness.farthest());
    for (int name : candidates) {
      if (likeness.cells() > MOST_CELLS) {
        break;
      }
      // What is farther than as many others as are asked for need not be known exactly.
      int bound = least[MOST - 1];
      int cost = likeness.cost(spellings.get(name), bound);
      if (cost <= bound) {
        near.add(new Near(name, cost, worth.applyAsLong(name)));
        least[MOST - 1] = cost;
        Arrays.sort(least);
      }
    }
    return new Found(
        near.stream().sorted(Near.ORDER).limit(MOST).map(one -> ids.get(one.name())).toList(),
        alike.steps(),
        likeness.cells());
  }

  private static void alike(
      Map<Long, List<Integer>> index, String text, IntPredicate usable, Set<Integer> candidates) {
    index.getOrDefault(Spelling.anagram(text), List.of()).stream()
        .filter(usable::test)
        .limit(MOST_ALIKE)
        .forEach(candidates::add);
  }
}
