package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Offer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an operator does not want to be used; immutable. */
final class Blocklist {

  private final List<RoutingConfig.Blocked> entries;
  private final InstantSource clock;

  private Blocklist(List<RoutingConfig.Blocked> entries, InstantSource clock) {
    this.entries = List.copyOf(entries);
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException where an entry names neither a provider nor a model: it would
   *     block everything
   */
  static Blocklist of(Map<String, RoutingConfig.Blocked> blocked, InstantSource clock) {
    List<RoutingConfig.Blocked> entries = new ArrayList<>();
    blocked.forEach(
        (name, entry) -> {
          if (entry.provider().isEmpty() && entry.model().isEmpty()) {
            throw new IllegalArgumentException(
                "gatewayz.gateway.routing.blocked." + name + " names no provider and no model");
          }
          entries.add(entry);
        });
    return new Blocklist(entries, clock);
  }

  boolean blocks(Offer offer) {
    if (entries.isEmpty()) {
      return false;
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return entries.stream()
        .anyMatch(
            entry ->
                entry.provider().map(offer.provider()::equals).orElse(true)
                    && entry
                        .model()
                        .map(model -> model.equals(offer.model()) || model.equals(offer.id()))
                        .orElse(true)
                    && entry.until().map(today::isBefore).orElse(true));
  }
}
