package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.request.ProviderPreferences;

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

  static Policy of(ProviderPreferences.Sort sort) {
    return switch (sort) {
      case PRICE -> PRICE;
      case LATENCY -> LATENCY;
      case THROUGHPUT -> THROUGHPUT;
    };
  }
}
