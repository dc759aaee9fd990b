package ai.gatewayz.gateway.usage;

import ai.gatewayz.providers.ProvidersConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Enters each request once; cheap enough for an event loop. */
@Singleton
public class UsageBook {

  /** Parts of what the provider counts, by which the catalog's price is off. */
  private static final double[] OFF = {0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1};

  private final MeterRegistry registry;
  private final UsageLog log;
  private final InstantSource clock;
  private final Map<Payee, Sums> sums = new ConcurrentHashMap<>();
  private final Map<String, Compared> compared = new ConcurrentHashMap<>();

  UsageBook(MeterRegistry registry, UsageLog log, InstantSource clock, ProvidersConfig config) {
    this.registry = registry;
    this.log = log;
    this.clock = clock;
    // There from the start: an increase from nothing is none to Prometheus.
    for (String provider : config.providers().keySet()) {
      sums(new Payee(provider, false));
      sums(new Payee(provider, true));
    }
  }

  private record Payee(String provider, boolean estimated) {}

  private record Sums(Counter cost, Counter cached, Counter cacheWritten, Counter reasoning) {}

  private record Compared(Counter provider, Counter catalog, DistributionSummary off) {}

  public void enter(UsageRecord used) {
    Tokens tokens = used.tokens();
    BigDecimal cost = used.cost(clock.instant());
    if (used.candidate() != null && tokens != Tokens.NONE) {
      String provider = used.candidate().provider().id();
      Sums of = sums.computeIfAbsent(new Payee(provider, tokens.estimated()), this::sums);
      if (cost != null) {
        of.cost.increment(cost.doubleValue());
      }
      of.cached.increment(tokens.cached());
      of.cacheWritten.increment(tokens.cacheWritten());
      of.reasoning.increment(tokens.reasoning());
      if (cost != null && tokens.providerCost() != null) {
        compare(provider, tokens.providerCost(), cost);
      }
    }
    log.write(used, cost);
  }

  /** Both counters have the same requests in them, so that their difference means something. */
  private void compare(String provider, BigDecimal told, BigDecimal ours) {
    Compared of = compared.computeIfAbsent(provider, this::compared);
    double theirs = told.doubleValue();
    of.provider.increment(theirs);
    of.catalog.increment(ours.doubleValue());
    if (theirs > 0) {
      of.off.record(Math.abs(ours.doubleValue() - theirs) / theirs);
    }
  }

  private Sums sums(Payee payee) {
    return new Sums(
        counter(
            payee,
            "gatewayz.usage.cost.usd",
            "Cost of answers in USD by the catalog's prices, where they are known"),
        counter(payee, "gatewayz.usage.cached.tokens", "Prompt tokens that were read from a cache"),
        counter(
            payee,
            "gatewayz.usage.cache.written.tokens",
            "Prompt tokens that were written to a cache"),
        counter(payee, "gatewayz.usage.reasoning.tokens", "Reasoning tokens"));
  }

  private Counter counter(Payee payee, String name, String description) {
    return Counter.builder(name)
        .description(description)
        .tag("provider", payee.provider)
        .tag("estimated", Boolean.toString(payee.estimated))
        .register(registry);
  }

  private Compared compared(String provider) {
    return new Compared(
        cost(
            provider,
            "gatewayz.usage.cost.provider.usd",
            "Cost of answers in USD as their provider reports it, where the catalog has a price too"),
        cost(
            provider,
            "gatewayz.usage.cost.catalog.usd",
            "Cost of the same answers in USD by the catalog's prices"),
        DistributionSummary.builder("gatewayz.usage.cost.off")
            .description(
                "Difference between catalog cost and provider cost, as a share of the latter")
            .serviceLevelObjectives(OFF)
            .tag("provider", provider)
            .register(registry));
  }

  private Counter cost(String provider, String name, String description) {
    return Counter.builder(name)
        .description(description)
        .tag("provider", provider)
        .register(registry);
  }
}
