package ai.gatewayz.providers.listing;

import ai.gatewayz.providers.listing.Mapped.Flaw;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The walk over all pages of one list. The driver asks for {@link #page()}, announces the attempt
 * with {@link #begin()}, feeds the entries, and ends with {@link #end} or, when it has tried
 * enough, {@link #giveUp}; until there is no further page. A page that is begun again counts once.
 *
 * <p>The walk stops at a page that brings nothing new (a server that ignores its paging parameters
 * sends the same page for ever), at the bounds, and at a next page outside the origin. It is
 * complete only if it came to the list's own end with as many entries as the list declares.
 *
 * <p>A list that changes while its pages are read can move an entry from a page that is still to
 * come onto one that was read. Such a list declares another total than before, or shows an id on
 * two pages; it is read again from its first page until a reading shows no such sign, or brings no
 * id that was not known (some lists really have an id twice).
 */
public final class Walk {

  private static final int MOST_READINGS = 3;

  private final ModelList list;
  private final Bounds bounds;
  private final Gathered gathered;
  private final Set<String> earlier = new HashSet<>();
  private final Map<String, Integer> failures = new TreeMap<>();

  private URI next;
  private Round round = new Round();
  private Round.Page page = round.new Page();
  private int readings = 1;
  private int pages;
  private int duplicates;
  private OptionalLong declared = OptionalLong.empty();
  private boolean moved;
  private boolean overfull;
  private String shortfall;

  /**
   * More than any list has, less than memory holds.
   *
   * @param pages of one reading
   * @param offers distinct ones
   */
  public record Bounds(int pages, int offers) {}

  public Walk(ModelList list, Bounds bounds, Gathered gathered) {
    this.list = list;
    this.bounds = bounds;
    this.gathered = gathered;
    this.next = list.first();
    gathered.open();
  }

  public ModelList list() {
    return list;
  }

  /** The page to ask for now; empty when the walk is over. */
  public Optional<URI> page() {
    return Optional.ofNullable(next);
  }

  /** The page is asked for, for the first time or again. */
  public void begin() {
    page = round.new Page();
    overfull = false;
  }

  /** The page could not be had this time; it is asked for again, or given up. */
  public void failed(String reason) {
    failures.merge(reason, 1, Integer::sum);
  }

  public void entry(JsonNode entry) {
    switch (map(entry)) {
      case Mapped.Listed(ListedOffer offer) -> {
        if (isNew(offer)) {
          gathered.add(offer);
        }
      }
      case Mapped.Alias(ListedOffer offer, String target) -> {
        if (isNew(offer)) {
          gathered.alias(offer, target);
        }
      }
      case Mapped.Malformed(Flaw flaw) -> page.malformed(flaw);
      case Mapped.NotOffered() -> page.notOffered();
    }
  }

  private boolean isNew(ListedOffer offer) {
    if (page.reached() >= bounds.offers()) {
      overfull = true;
      return false;
    }
    return page.add(offer.id());
  }

  private Mapped map(JsonNode entry) {
    if (entry.isMissingNode()) {
      return Mapped.malformed(Flaw.TOO_LARGE);
    }
    if (!entry.isObject()) {
      return Mapped.malformed(Flaw.NOT_AN_OBJECT);
    }
    try {
      return list.mapper().map(entry);
    } catch (RuntimeException e) {
      // Whatever one entry holds, the thousands beside it are read; the report counts it.
      return Mapped.malformed(Flaw.UNREADABLE);
    }
  }

  /** The page was read to its end. */
  public void end(PageSeen read) {
    boolean barren = round.isBarren(page);
    settle();
    OptionalLong total = list.pager().total(read);
    moved |= declared.isPresent() && total.isPresent() && !total.equals(declared);
    declared = total.isPresent() ? total : declared;
    next = overfull ? stop(tooMany(bounds.offers(), "offers")) : after(read, barren);
  }

  private URI after(PageSeen read, boolean barren) {
    return switch (list.pager().after(read)) {
      case Pager.Next.End() -> finish();
      case Pager.Next.Lost(String why) -> stop(why);
      case Pager.Next.Page(URI uri) when !PageUri.sameOrigin(list.first(), uri) ->
          stop("the next page is on another origin");
      case Pager.Next.Page(URI uri) when barren && declared.isPresent() && metDeclared() ->
          finish();
      case Pager.Next.Page(URI uri) when barren ->
          stop(read.entries() == 0 ? "a page was empty" : "a page contained nothing new");
      case Pager.Next.Page(URI uri) when round.pages() >= bounds.pages() ->
          stop(tooMany(bounds.pages(), "pages"));
      case Pager.Next.Page(URI uri) -> uri;
    };
  }

  /** The page cannot be had; the walk is over. */
  public void giveUp(String reason) {
    settle();
    next = stop(reason);
  }

  private void settle() {
    pages++;
    duplicates += page.duplicates();
    round.settle(page);
  }

  private URI stop(String reason) {
    shortfall = reason;
    return null;
  }

  private static String tooMany(int most, String what) {
    return "the list has more than " + most + " " + what;
  }

  /** The list's own end: all of it was read, or it has to be read again, or it is short. */
  private URI finish() {
    boolean still = !moved && round.repeats() == 0;
    boolean confirmed = readings > 1 && earlier.containsAll(round.ids());
    if (!still && !confirmed && readings < MOST_READINGS) {
      return again();
    }
    if (!metDeclared()) {
      return stop("the list declares " + declared.getAsLong() + " entries, read " + round.count());
    }
    return still || confirmed ? null : stop("the list kept changing while it was read");
  }

  private URI again() {
    earlier.addAll(round.ids());
    round = new Round();
    readings++;
    moved = false;
    declared = OptionalLong.empty();
    return list.first();
  }

  /** True, too, where nothing is declared. */
  private boolean metDeclared() {
    return declared.isEmpty() || round.count() >= declared.getAsLong();
  }

  /** How it went, so far. */
  public WalkReport report() {
    Set<String> all = new HashSet<>(earlier);
    all.addAll(round.ids());
    return new WalkReport(
        list.name(),
        pages,
        readings,
        all.size(),
        duplicates,
        round.notOffered(),
        Map.copyOf(round.flaws()),
        Map.copyOf(failures),
        declared.isPresent() ? declared.getAsLong() : null,
        Optional.ofNullable(shortfall));
  }
}
