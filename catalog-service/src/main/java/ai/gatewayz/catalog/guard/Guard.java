package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.MarketPrices;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides which changes of a sync are published and which are quarantined. Pure.
 *
 * <p>Additions, withdrawals and lost facts are judged together: one of them says nothing, hundreds
 * at once say that the list is broken. Prices are judged together as well, for their unit, and one
 * by one, each against what it was and against what others ask for the same model.
 */
public final class Guard {

  private final GuardConfig limits;
  private final PriceGuard prices;
  private final UnitGuard units;

  public Guard(GuardConfig limits) {
    this.limits = limits;
    this.prices = new PriceGuard(limits);
    this.units = new UnitGuard(limits);
  }

  /**
   * @param stored all offers of the provider before the sync
   * @param readBefore whether the provider's list was read as a whole before: only then does what
   *     is stored say how many offers to expect
   * @param rejected whether an operator has said of exactly this change that it is not so
   */
  public Judgement judge(
      Collection<Stored> stored,
      boolean readBefore,
      Diff diff,
      MarketPrices market,
      Predicate<Held> rejected) {
    Map<String, Held> odd = new LinkedHashMap<>();
    List<Held> refused = new ArrayList<>();
    Diff open = withoutRefused(diff, rejected, refused);
    units.held(stored, open).forEach(held -> put(odd, held));
    open.added().forEach(listed -> prices.added(listed, market).ifPresent(held -> put(odd, held)));
    open.changed().stream()
        .filter(Guard::asListed)
        .forEach(change -> prices.changed(change, market).ifPresent(held -> put(odd, held)));
    lost(
            stored,
            open,
            Held.Reason.PRICE_LOST,
            "its price is missing",
            before -> !before.priceKind().equals("unknown"),
            now -> !(now.price() instanceof Price.Unknown))
        .forEach(held -> put(odd, held));
    lost(
            stored,
            open,
            Held.Reason.CONTEXT_LOST,
            "its context size is missing",
            before -> before.contextTokens() != null,
            now -> now.contextTokens() != null)
        .forEach(held -> put(odd, held));
    lost(
            stored,
            open,
            Held.Reason.CHAT_LOST,
            "it is no longer listed for chat",
            Stored::chat,
            now -> now.capabilities().containsKey(Capability.CHAT))
        .forEach(held -> put(odd, held));
    withdrawals(stored.size(), open).forEach(held -> put(odd, held));
    if (readBefore) {
      additions(stored.size(), open).forEach(held -> put(odd, held));
    }
    return new Judgement(
        open.without(odd.keySet()), List.copyOf(odd.values()), List.copyOf(refused));
  }

  private static void put(Map<String, Held> odd, Held held) {
    odd.putIfAbsent(held.id(), held);
  }

  private static Diff withoutRefused(Diff diff, Predicate<Held> rejected, List<Held> refused) {
    diff.added().stream()
        .map(listed -> Held.of(listed, Held.Kind.ADD, Held.Reason.OFF_MEDIAN, ""))
        .filter(rejected)
        .forEach(refused::add);
    diff.changed().stream()
        .map(change -> Held.of(change.now(), Held.Kind.CHANGE, Held.Reason.PRICE_JUMP, ""))
        .filter(rejected)
        .forEach(refused::add);
    diff.withdrawn().stream().map(gone -> gone(gone, "")).filter(rejected).forEach(refused::add);
    return diff.without(refused.stream().map(Held::id).toList());
  }

  private List<Held> withdrawals(int stored, Diff diff) {
    int gone = diff.withdrawn().size();
    if (!tooMany(gone, stored, limits.withdrawnShare())) {
      return List.of();
    }
    String detail = "one of " + gone + " of " + stored + " offers that are missing from the list";
    return diff.withdrawn().stream().map(offer -> gone(offer, detail)).toList();
  }

  private List<Held> additions(int stored, Diff diff) {
    int more = diff.added().size();
    if (more <= limits.addedAlways() || more <= stored * limits.addedShare()) {
      return List.of();
    }
    String detail = "one of " + more + " offers that the list adds to " + stored;
    return diff.added().stream()
        .map(listed -> Held.of(listed, Held.Kind.ADD, Held.Reason.TOO_MANY_ADDED, detail))
        .toList();
  }

  private List<Held> lost(
      Collection<Stored> stored,
      Diff diff,
      Held.Reason reason,
      String detail,
      Predicate<Stored> had,
      Predicate<ListedOffer> has) {
    List<Diff.Changed> losing =
        diff.changed().stream()
            .filter(Guard::asListed)
            .filter(change -> had.test(change.before()) && !has.test(change.now().offer()))
            .toList();
    long having = stored.stream().filter(had).count();
    return tooMany(losing.size(), having, limits.lostShare())
        ? losing.stream()
            .map(
                change ->
                    Held.of(
                        change.now(),
                        Held.Kind.CHANGE,
                        reason,
                        detail + ", as for " + losing.size() + " of " + having + " offers"))
            .toList()
        : List.of();
  }

  private boolean tooMany(int some, long all, double share) {
    return some > limits.always() && some > all * share;
  }

  /** A pinned offer is stored as its pin says, not as it was listed: its facts are not compared. */
  private static boolean asListed(Diff.Changed change) {
    return change.before().pinnedBy() == null;
  }

  private static Held gone(Stored offer, String detail) {
    return new Held(
        offer.id(),
        offer.model(),
        Held.Kind.WITHDRAW,
        Held.Reason.TOO_MANY_WITHDRAWN,
        detail,
        null,
        null);
  }
}
