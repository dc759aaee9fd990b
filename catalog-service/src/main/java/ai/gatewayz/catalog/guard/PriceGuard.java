package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.contract.ModelId;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.MarketPrices;
import ai.gatewayz.catalog.offers.Stored;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether a price is plausible: compared with the price before, and with other providers' prices.
 * Pure.
 */
final class PriceGuard {

  private final GuardConfig limits;

  PriceGuard(GuardConfig limits) {
    this.limits = limits;
  }

  /** What is odd about the price of a new offer; empty where nothing is. */
  Optional<Held> added(Diff.Listed listed, MarketPrices market) {
    return market(listed, Held.Kind.ADD, market);
  }

  /** What is odd about a changed price; empty where nothing is. */
  Optional<Held> changed(Diff.Changed change, MarketPrices market) {
    Stored before = change.before();
    Optional<Held> kind = kind(change);
    if (kind.isPresent()) {
      return kind;
    }
    if (!(change.now().offer().price() instanceof Price.PerToken now)) {
      return Optional.empty();
    }
    if (before.priceInput() != null) {
      double moved =
          Math.max(
              Ratio.of(before.priceInput(), now.input()),
              Ratio.of(before.priceOutput(), now.output()));
      if (moved == 1) {
        return Optional.empty();
      }
      if (moved > limits.priceFactor()) {
        String was = words(before.priceInput(), before.priceOutput());
        return Optional.of(
            Held.of(
                change.now(),
                Held.Kind.CHANGE,
                Held.Reason.PRICE_JUMP,
                "from " + was + " to " + words(now.input(), now.output())));
      }
    }
    return market(change.now(), Held.Kind.CHANGE, market)
        .filter(off -> before.priceInput() == null || !wasOff(before, off.model(), market));
  }

  /** From nothing to something, or back, is no number of times: an operator looks at it. */
  private static Optional<Held> kind(Diff.Changed change) {
    Stored before = change.before();
    Price now = change.now().offer().price();
    boolean sold = now instanceof Price.PerToken usd && !isFree(usd.input(), usd.output());
    boolean free = now instanceof Price.Free || now instanceof Price.PerToken && !sold;
    boolean wasSold =
        before.priceInput() != null && !isFree(before.priceInput(), before.priceOutput());
    boolean wasFree = before.priceKind().equals("free") || before.priceInput() != null && !wasSold;
    if (wasSold && free) {
      String was = words(before.priceInput(), before.priceOutput());
      return Optional.of(held(change, "from " + was + " to nothing"));
    }
    return wasFree && now instanceof Price.PerToken usd && sold
        ? Optional.of(held(change, "from nothing to " + words(usd.input(), usd.output())))
        : Optional.empty();
  }

  private static Held held(Diff.Changed change, String detail) {
    return Held.of(change.now(), Held.Kind.CHANGE, Held.Reason.PRICE_KIND, detail);
  }

  private static boolean isFree(BigDecimal input, BigDecimal output) {
    return input.signum() == 0 && output.signum() == 0;
  }

  /** Who has been far from the others, and was believed, may move a little there. */
  private boolean wasOff(Stored before, String model, MarketPrices market) {
    return market
        .median(ModelId.key(model))
        .filter(median -> isOff(median, before.priceInput(), before.priceOutput()))
        .isPresent();
  }

  private boolean isOff(MarketPrices.Quote median, BigDecimal input, BigDecimal output) {
    return Ratio.of(median.input(), input) > limits.medianFactor()
        || Ratio.of(median.output(), output) > limits.medianFactor();
  }

  private Optional<Held> market(Diff.Listed listed, Held.Kind kind, MarketPrices market) {
    if (!(listed.offer().price() instanceof Price.PerToken now)) {
      return Optional.empty();
    }
    return market
        .median(ModelId.key(listed.offer().model()))
        .filter(median -> isOff(median, now.input(), now.output()))
        .map(
            median ->
                Held.of(
                    listed,
                    kind,
                    Held.Reason.OFF_MEDIAN,
                    words(now.input(), now.output())
                        + " where the median of others is "
                        + words(median.input(), median.output())));
  }

  private static String words(BigDecimal input, BigDecimal output) {
    return input.toPlainString() + " in and " + output.toPlainString() + " out";
  }
}
