package ai.gatewayz.catalog.rules;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that stand, applied to offers. Immutable; the earlier of two that hide one counts. */
public final class Rules {

  public static final Rules NONE = new Rules(List.of(), AliasNames.NONE);

  private final Map<OfferKey, Rule> blocks = new HashMap<>();
  private final Map<OfferKey, Rule> pins = new HashMap<>();
  private final List<Rule> filters = new ArrayList<>();
  private final AliasNames names;

  private Rules(Collection<Rule> standing, AliasNames names) {
    this.names = names;
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
    return of(standing, List.of());
  }

  /**
   * @param standing in the order in which they were made
   * @param aliases names of operators for models
   */
  public static Rules of(Collection<Rule> standing, Collection<ModelAlias> aliases) {
    return standing.isEmpty() && aliases.isEmpty()
        ? NONE
        : new Rules(standing, new AliasNames(aliases));
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
    Offer pinned = pinnedBy == null ? listed : pins.get(listed.key()).pin().on(listed);
    List<ModelAlias> called = names.of(pinned.provider(), pinned.id(), pinned.model());
    Offer offer = called.equals(pinned.names()) ? pinned : pinned.named(called);
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

  /**
   * The operators' names that an offer carries, as the JSON of its event; null for none.
   *
   * @param model canonical id, as it is published
   */
  public String naming(String provider, String id, String model) {
    List<ModelAlias> called = names.of(provider, id, model);
    return called.isEmpty() ? null : new String(EventJson.write(called), StandardCharsets.UTF_8);
  }

  /** Whether the offer stays though its provider does not list it. */
  public boolean keeps(String provider, String id) {
    Rule pin = pins.isEmpty() ? null : pins.get(new OfferKey(provider, id));
    return pin != null && Boolean.TRUE.equals(pin.pin().keep());
  }
}
