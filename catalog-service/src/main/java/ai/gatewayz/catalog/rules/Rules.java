package ai.gatewayz.catalog.rules;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that stand, applied to offers. Immutable; the earlier of two that hide one counts. */
public final class Rules {

  public static final Rules NONE = new Rules(List.of());

  private final Map<OfferKey, Rule> blocks = new HashMap<>();
  private final Map<OfferKey, Rule> pins = new HashMap<>();
  private final List<Rule> filters = new ArrayList<>();

  private Rules(Collection<Rule> standing) {
    for (Rule rule : standing) {
      switch (rule.kind()) {
        case BLOCK -> blocks.putIfAbsent(key(rule), rule);
        case PIN -> pins.putIfAbsent(key(rule), rule);
        case FILTER -> filters.add(rule);
      }
    }
  }

  /**
   * @param standing in the order in which they were made
   */
  public static Rules of(Collection<Rule> standing) {
    return standing.isEmpty() ? NONE : new Rules(standing);
  }

  private static OfferKey key(Rule rule) {
    return new OfferKey(rule.provider(), rule.target());
  }

  /**
   * What the rules make of an offer.
   *
   * @param offer as it is to be published, unless it is hidden
   * @param pinnedBy the rule that pins it; null where none does
   * @param hiddenBy the rule that hides it; null where none does
   */
  public record Ruled(Offer offer, String pinnedBy, String hiddenBy) {}

  /**
   * @param listed as the provider lists it
   */
  public Ruled on(Offer listed) {
    String pinnedBy = pinning(listed.provider(), listed.id());
    Offer offer = pinnedBy == null ? listed : pins.get(listed.key()).pin().on(listed);
    return new Ruled(offer, pinnedBy, hiding(offer.provider(), offer.id(), offer.model()));
  }

  /** The rule that pins an offer; null where none does. */
  public String pinning(String provider, String id) {
    Rule pin = pins.isEmpty() ? null : pins.get(new OfferKey(provider, id));
    return pin == null ? null : pin.id();
  }

  /**
   * The rule that hides an offer; null where none does. A block counts before a filter.
   *
   * @param model canonical id, as it is published
   */
  public String hiding(String provider, String id, String model) {
    Rule block = blocks.isEmpty() ? null : blocks.get(new OfferKey(provider, id));
    if (block != null) {
      return block.id();
    }
    for (Rule filter : filters) {
      if ((filter.provider() == null || filter.provider().equals(provider))
          && (Glob.matches(filter.target(), id) || Glob.matches(filter.target(), model))) {
        return filter.id();
      }
    }
    return null;
  }

  /** Whether the offer stays though its provider does not list it. */
  public boolean keeps(String provider, String id) {
    Rule pin = pins.isEmpty() ? null : pins.get(new OfferKey(provider, id));
    return pin != null && Boolean.TRUE.equals(pin.pin().keep());
  }
}
