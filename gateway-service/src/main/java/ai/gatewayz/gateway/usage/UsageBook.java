package ai.gatewayz.gateway.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Enters each request once; cheap enough for an event loop. */
@Singleton
public class UsageBook {

  private final MeterRegistry registry;
  private final UsageLog log;
  private final Map<Payee, Sums> sums = new ConcurrentHashMap<>();

  UsageBook(MeterRegistry registry, UsageLog log) {
    this.registry = registry;
    this.log = log;
  }

  private record Payee(String provider, boolean estimated) {}

  private record Sums(Counter cost, Counter cached, Counter reasoning) {}

  public void enter(UsageRecord used) {
    Tokens tokens = used.tokens();
    if (used.candidate() != null && tokens != Tokens.NONE) {
      Sums of =
          sums.computeIfAbsent(
              new Payee(used.candidate().provider().id(), tokens.estimated()), this::sums);
      used.cost().ifPresent(usd -> of.cost.increment(usd.doubleValue()));
      of.cached.increment(tokens.cached());
      of.reasoning.increment(tokens.reasoning());
    }
    log.write(used);
  }

  private Sums sums(Payee payee) {
    return new Sums(
        counter(
            payee,
            "gatewayz.usage.cost.usd",
            "What answers cost by the catalog's prices, where they are known"),
        counter(payee, "gatewayz.usage.cached.tokens", "Prompt tokens that were read from a cache"),
        counter(payee, "gatewayz.usage.reasoning.tokens", "Tokens that were thought"));
  }

  private Counter counter(Payee payee, String name, String description) {
    return Counter.builder(name)
        .description(description)
        .tag("provider", payee.provider)
        .tag("estimated", Boolean.toString(payee.estimated))
        .register(registry);
  }
}
