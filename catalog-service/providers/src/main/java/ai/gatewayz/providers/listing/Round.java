package ai.gatewayz.providers.listing;

import ai.gatewayz.providers.listing.Mapped.Flaw;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One reading of a list from its first page on. */
final class Round {

  private final Set<String> ids = new HashSet<>();
  private final Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
  private int pages;
  private int doubles;
  private int repeats;
  private int notOffered;
  private boolean lastBroughtNothing;

  Set<String> ids() {
    return ids;
  }

  Map<Flaw, Integer> flaws() {
    return flaws;
  }

  int pages() {
    return pages;
  }

  int notOffered() {
    return notOffered;
  }

  /** Entries whose id an earlier page had shown. */
  int repeats() {
    return repeats;
  }

  /** Entries as a list counts them that has some ids twice. */
  long count() {
    int malformed = flaws.values().stream().mapToInt(Integer::intValue).sum();
    return (long) ids.size() + doubles + repeats + notOffered + malformed;
  }

  /** Whether the page shows that the walk does not get on. */
  boolean isBarren(Page page) {
    boolean empty = page.repeats == 0 && page.flaws.isEmpty() && page.notOffered == 0;
    return page.ids.isEmpty() && (page.repeats > 0 || empty || lastBroughtNothing);
  }

  /** A barren page adds nothing: what it holds was counted when it was shown first. */
  void settle(Page page) {
    pages++;
    if (!isBarren(page)) {
      repeats += page.repeats;
      ids.addAll(page.ids);
      doubles += page.doubles;
      notOffered += page.notOffered;
      page.flaws.forEach((flaw, count) -> flaws.merge(flaw, count, Integer::sum));
    }
    lastBroughtNothing = page.ids.isEmpty();
  }

  /** One attempt at a page of it. */
  final class Page {
    private final Set<String> ids = new HashSet<>();
    private final Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
    private int doubles;
    private int repeats;
    private int notOffered;

    /** False where the id was there before, on this page or on an earlier one. */
    boolean add(String id) {
      if (Round.this.ids.contains(id)) {
        repeats++;
        return false;
      }
      if (!ids.add(id)) {
        doubles++;
        return false;
      }
      return true;
    }

    void malformed(Flaw flaw) {
      flaws.merge(flaw, 1, Integer::sum);
    }

    void notOffered() {
      notOffered++;
    }

    /** Distinct ids of the list up to here. */
    int reached() {
      return Round.this.ids.size() + ids.size();
    }

    int duplicates() {
      return doubles + repeats;
    }
  }
}
