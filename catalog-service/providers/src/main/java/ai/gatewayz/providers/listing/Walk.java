package ai.gatewayz.providers.listing;

import ai.gatewayz.providers.listing.Mapped.Flaw;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The walk over all pages of one list. The driver asks for {@link #page()}, announces the attempt
 * with {@link #begin()}, feeds the entries, and ends with {@link #end} or, when it has tried
 * enough, {@link #giveUp}; until there is no further page. A page that is begun again counts once.
 *
 * <p>The walk stops at a page that brings nothing new (a server that ignores its paging parameters
 * sends the same page for ever), at the page cap, and at a next page outside the origin. It is
 * complete only if it came to the list's own end with at least as many offers as the list declares.
 */
public final class Walk {

  private final ModelList list;
  private final int maxPages;
  private final Gathered gathered;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> page = new HashSet<>();
  private final Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
  private final Map<Flaw, Integer> pageFlaws = new EnumMap<>(Flaw.class);

  private URI next;
  private int pages;
  private int duplicates;
  private int pageDuplicates;
  private int notOffered;
  private int pageNotOffered;
  private OptionalLong declared = OptionalLong.empty();
  private String shortfall;

  public Walk(ModelList list, int maxPages, Gathered gathered) {
    this.list = list;
    this.maxPages = maxPages;
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
    page.clear();
    pageFlaws.clear();
    pageDuplicates = 0;
    pageNotOffered = 0;
  }

  public void entry(JsonNode entry) {
    Mapped mapped =
        entry.isMissingNode()
            ? Mapped.malformed(Flaw.TOO_LARGE)
            : entry.isObject() ? list.mapper().map(entry) : Mapped.malformed(Flaw.NOT_AN_OBJECT);
    switch (mapped) {
      case Mapped.Listed(ListedOffer offer) -> {
        if (seen.contains(offer.id()) || !page.add(offer.id())) {
          pageDuplicates++;
        } else {
          gathered.add(offer);
        }
      }
      case Mapped.Malformed(Flaw flaw) -> pageFlaws.merge(flaw, 1, Integer::sum);
      case Mapped.NotOffered() -> pageNotOffered++;
    }
  }

  /** The page was read to its end. */
  public void end(PageSeen read) {
    settle();
    OptionalLong total = list.pager().total(read);
    declared = total.isPresent() ? total : declared;
    boolean barren = page.isEmpty() && pageFlaws.isEmpty() && pageNotOffered == 0;
    next =
        switch (list.pager().after(read)) {
          case Pager.Next.End() -> stop(null);
          case Pager.Next.Page(URI uri) when !PageUri.sameOrigin(list.first(), uri) ->
              stop("the next page is at another origin");
          case Pager.Next.Page(URI uri) when barren && read.entries() > 0 ->
              stop(metDeclared() ? null : "a page repeated what was read before");
          case Pager.Next.Page(URI uri) when barren ->
              stop(metDeclared() ? null : "a page was empty");
          case Pager.Next.Page(URI uri) when pages >= maxPages ->
              stop("the list has more than " + maxPages + " pages");
          case Pager.Next.Page(URI uri) -> uri;
        };
    if (next == null && shortfall == null && declared.isPresent() && !metDeclared()) {
      shortfall = "the list declares " + declared.getAsLong() + " entries, read " + distinct();
    }
  }

  /** The page cannot be had; the walk is over. */
  public void giveUp(String reason) {
    settle();
    next = stop(reason);
  }

  private URI stop(String reason) {
    shortfall = reason;
    return null;
  }

  private void settle() {
    pages++;
    seen.addAll(page);
    duplicates += pageDuplicates;
    notOffered += pageNotOffered;
    pageFlaws.forEach((flaw, count) -> flaws.merge(flaw, count, Integer::sum));
  }

  private long distinct() {
    return seen.size() + notOffered + flaws.values().stream().mapToLong(Integer::longValue).sum();
  }

  private boolean metDeclared() {
    return declared.isPresent() && distinct() >= declared.getAsLong();
  }

  /** How it went, so far. */
  public WalkReport report() {
    return new WalkReport(
        list.name(),
        pages,
        seen.size(),
        duplicates,
        notOffered,
        Map.copyOf(flaws),
        declared.isPresent() ? declared.getAsLong() : null,
        Optional.ofNullable(shortfall));
  }
}
