package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The order of the list where a caller asks for one. What is not known comes last either way.
 *
 * @param descending the largest first
 */
record Sort(Key key, boolean descending) {

  private static final Map<String, Sort> OPENROUTERS =
      Map.of(
          "newest", new Sort(Key.CREATED, true),
          "pricing-low-to-high", new Sort(Key.PRICE, false),
          "pricing-high-to-low", new Sort(Key.PRICE, true),
          "context-high-to-low", new Sort(Key.CONTEXT, true));

  enum Key {
    ID,
    PRICE,
    CONTEXT,
    CREATED
  }

  /** {@code price}, {@code -price}, or OpenRouter's word for it; empty for what is none. */
  static Optional<Sort> of(String text) {
    Sort known = OPENROUTERS.get(text);
    if (known != null) {
      return Optional.of(known);
    }
    boolean descending = text.startsWith("-");
    String name = text.substring(descending ? 1 : 0).toUpperCase(Locale.ROOT);
    for (Key key : Key.values()) {
      if (key.name().equals(name)) {
        return Optional.of(new Sort(key, descending));
      }
    }
    return Optional.empty();
  }

  Comparator<ModelRow> comparator() {
    return switch (key) {
      case ID -> by(ModelRow::id);
      case PRICE -> by(row -> cost(row.summary().price()));
      case CONTEXT -> by(row -> row.summary().contextTokens());
      case CREATED -> by(row -> row.summary().created());
    };
  }

  private <T extends Comparable<T>> Comparator<ModelRow> by(Function<ModelRow, T> value) {
    Comparator<T> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(value, Comparator.nullsLast(order));
  }

  /** Of a token in and a token out; null where it is not known. */
  private static BigDecimal cost(Price price) {
    return switch (price) {
      case Price.Free() -> BigDecimal.ZERO;
      case Price.PerToken usd -> usd.input().add(usd.output());
      case Price.Variable(), Price.Unknown() -> null;
    };
  }
}
