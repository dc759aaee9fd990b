package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.models.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How facts are worded on a page. */
final class Wording {

  /** Stands where a fact is unknown. */
  static final String NOTHING = "–";

  private Wording() {}

  static String inputPrice(Price price) {
    return price instanceof Price.PerToken perToken ? dollars(perToken.input()) : kind(price);
  }

  static String outputPrice(Price price) {
    return price instanceof Price.PerToken perToken ? dollars(perToken.output()) : kind(price);
  }

  private static String kind(Price price) {
    return switch (price) {
      case Price.PerToken perToken -> dollars(perToken.input());
      case Price.Free() -> "free";
      case Price.Variable() -> "varies";
      case Price.Unknown() -> NOTHING;
    };
  }

  // Two places as money has them, more where the price needs them.
  private static String dollars(BigDecimal usd) {
    BigDecimal shown = usd.scale() < 2 ? usd.setScale(2, RoundingMode.UNNECESSARY) : usd;
    return "$" + shown.toPlainString();
  }

  static String count(Number number) {
    return number == null ? NOTHING : String.format(Locale.ROOT, "%,d", number.longValue());
  }

  static String tokens(Integer tokens) {
    return tokens == null ? NOTHING : count(tokens) + " tokens";
  }

  static String words(String name) {
    return name.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
  }

  static String list(Collection<? extends Enum<?>> names) {
    return names.isEmpty()
        ? NOTHING
        : names.stream().map(name -> words(name.name())).collect(Collectors.joining(", "));
  }

  static String state(Listed state) {
    return switch (state) {
      case AVAILABLE -> "Available";
      case DEGRADED -> "Degraded";
      case UNKNOWN -> "Not verified";
      case UNPROBEABLE -> "Not probed";
      case COLD -> "Cold";
      case UNAVAILABLE -> "Unavailable";
      case UNCONFIGURED -> "No key";
    };
  }

  /** What a reader should know before trying; null where there is nothing to say. */
  static String notice(Listed state) {
    return switch (state) {
      case AVAILABLE -> null;
      case DEGRADED -> "This model answers at the moment, but not every time.";
      case UNKNOWN -> "This model is not verified: it has not answered yet, or not lately.";
      case UNPROBEABLE -> "This model is not probed: it is not known whether it answers.";
      case COLD -> "This model is not loaded. The first request loads it, which may take minutes.";
      case UNAVAILABLE -> "No provider of this model answers at the moment.";
      case UNCONFIGURED -> "This gateway has no API key for any provider of this model.";
    };
  }
}
