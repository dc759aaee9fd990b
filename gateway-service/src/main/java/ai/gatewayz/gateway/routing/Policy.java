package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.request.ProviderPreferences;
import ai.gatewayz.providers.dialect.Suffixes;
import java.util.Optional;

/** What decides among offers that work equally well. */
public enum Policy {
  /** the cheapest first */
  PRICE,
  /** the soonest to its first token first */
  LATENCY,
  /** the most tokens a second first, as far as providers tell */
  THROUGHPUT,
  /** by the configured order of providers */
  PRIORITY,
  /** each provider first as often as its configured weight says */
  WEIGHTED;

  /** Empty where a suffix is for its owner alone. */
  static Optional<Policy> of(Suffixes.Meaning suffix) {
    return switch (suffix) {
      case CHEAPEST -> Optional.of(PRICE);
      case FASTEST -> Optional.of(THROUGHPUT);
      case OWN -> Optional.empty();
    };
  }

  static Policy of(ProviderPreferences.Sort sort) {
    return switch (sort) {
      case PRICE -> PRICE;
      case LATENCY -> LATENCY;
      case THROUGHPUT -> THROUGHPUT;
    };
  }
}
