package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Offer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator does not want to be used; immutable. */
final class Blocklist {

  /** Of a reason: it is shown to callers in the middle of a sentence. */
  private static final int MOST_WORDS = 200;

  private final List<Entry> entries;
  private final InstantSource clock;

  private Blocklist(List<Entry> entries, InstantSource clock) {
    this.entries = List.copyOf(entries);
    this.clock = clock;
  }

  private record Entry(Optional<String> provider, Optional<String> model, LeftOut.Block block) {

    boolean holds(Offer offer, LocalDate today) {
      return provider.map(offer.provider()::equals).orElse(true)
          && model.map(name -> name.equals(offer.model()) || name.equals(offer.id())).orElse(true)
          && (block.until() == null || today.isBefore(block.until()));
    }
  }

  /**
   * @throws IllegalArgumentException where an entry names neither a provider nor a model: it would
   *     block everything
   */
  static Blocklist of(Map<String, RoutingConfig.Blocked> blocked, InstantSource clock) {
    List<Entry> entries = new ArrayList<>();
    blocked.forEach(
        (name, entry) -> {
          if (entry.provider().isEmpty() && entry.model().isEmpty()) {
            throw new IllegalArgumentException(
                "gatewayz.gateway.routing.blocked." + name + " names no provider and no model");
          }
          entries.add(
              new Entry(
                  entry.provider(),
                  entry.model(),
                  new LeftOut.Block(line(entry.reason()), entry.until().orElse(null))));
        });
    // Of several that hold, the one that holds longest is told.
    entries.sort(
        Comparator.comparing(
            (Entry entry) -> entry.block.until(),
            Comparator.nullsFirst(Comparator.<LocalDate>reverseOrder())));
    return new Blocklist(entries, clock);
  }

  private static String line(String reason) {
    StringBuilder line = new StringBuilder();
    reason
        .strip()
        .codePoints()
        .limit(MOST_WORDS)
        .map(character -> Character.isISOControl(character) ? ' ' : character)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** The operator's block of an offer; empty where there is none. */
  Optional<LeftOut.Block> on(Offer offer) {
    return entries.isEmpty()
        ? Optional.empty()
        : on(offer, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /** The same on a given day. */
  Optional<LeftOut.Block> on(Offer offer, LocalDate day) {
    return entries.isEmpty()
        ? Optional.empty()
        : entries.stream().filter(entry -> entry.holds(offer, day)).map(Entry::block).findFirst();
  }
}
