package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.Stored;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Whether the prices of a list are in another unit than before: most of them have moved by one
 * factor. Then none of its new prices is believed, however little it may have moved itself. Pure.
 */
final class UnitGuard {

  /** Providers round: factors that are as near as this are one. */
  private static final double SAME = 0.02;

  private final GuardConfig limits;

  UnitGuard(GuardConfig limits) {
    this.limits = limits;
  }

  /** What is held because of it; mostly nothing. */
  List<Held> held(Collection<Stored> stored, Diff diff) {
    double[] factors =
        diff.changed().stream()
            .map(UnitGuard::factor)
            .flatMapToDouble(OptionalDouble::stream)
            .sorted()
            .toArray();
    int compared = unmoved(stored, diff) + factors.length;
    if (factors.length <= limits.always() || factors.length <= compared * limits.unitShare()) {
      return List.of();
    }
    // What more than half of all have in common is in the middle of those that changed, too.
    double factor = factors[factors.length / 2];
    long together = Arrays.stream(factors).filter(one -> isOne(one, factor)).count();
    boolean moved = Math.max(factor, 1 / factor) > limits.unitFactor();
    if (!moved || together <= compared * limits.unitShare()) {
      return List.of();
    }
    String detail =
        String.format(
            Locale.ROOT, "as of %d of %d prices, times %s", together, compared, round(factor));
    return Stream.concat(
            diff.changed().stream()
                .filter(change -> isPriced(change.now()) && change.before().priceInput() != null)
                .filter(change -> differs(change.before(), change.now()))
                .map(change -> of(change.now(), Held.Kind.CHANGE, detail)),
            diff.added().stream()
                .filter(UnitGuard::isPriced)
                .map(listed -> of(listed, Held.Kind.ADD, detail)))
        .toList();
  }

  private static Held of(Diff.Listed listed, Held.Kind kind, String detail) {
    return Held.of(listed, kind, Held.Reason.UNIT_CHANGED, detail);
  }

  private static String round(double factor) {
    return new BigDecimal(factor).round(new MathContext(3)).toPlainString();
  }

  private static boolean isOne(double one, double other) {
    return Math.abs(one / other - 1) <= SAME;
  }

  private static boolean isPriced(Diff.Listed listed) {
    return listed.offer().price() instanceof Price.PerToken;
  }

  private static boolean differs(Stored before, Diff.Listed now) {
    return now.offer().price() instanceof Price.PerToken usd
        && (usd.input().compareTo(before.priceInput()) != 0
            || usd.output().compareTo(before.priceOutput()) != 0);
  }

  /** Offers with a price that the sync leaves as they are. */
  private static int unmoved(Collection<Stored> stored, Diff diff) {
    Map<String, Stored> priced = new HashMap<>();
    stored.stream()
        .filter(offer -> offer.pinnedBy() == null && offer.priceInput() != null)
        .forEach(offer -> priced.put(offer.id(), offer));
    diff.changed().forEach(change -> priced.remove(change.before().id()));
    diff.withdrawn().forEach(gone -> priced.remove(gone.id()));
    return priced.size();
  }

  /** How many times its price is what it was, 1 for none; empty where that cannot be said. */
  private static OptionalDouble factor(Diff.Changed change) {
    Stored before = change.before();
    if (before.pinnedBy() != null
        || before.priceInput() == null
        || !(change.now().offer().price() instanceof Price.PerToken now)) {
      return OptionalDouble.empty();
    }
    boolean byInput = before.priceInput().signum() > 0 && now.input().signum() > 0;
    BigDecimal was = byInput ? before.priceInput() : before.priceOutput();
    BigDecimal is = byInput ? now.input() : now.output();
    return was.signum() > 0 && is.signum() > 0
        ? OptionalDouble.of(is.doubleValue() / was.doubleValue())
        : OptionalDouble.empty();
  }
}
