package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.sse.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * One line per answered request, in a log category of its own: who, what, how many tokens, for how
 * much, and whether all of it arrived; never a prompt, never a key. Switch it off with {@code
 * quarkus.log.category."gatewayz.usage".level=OFF}.
 */
@Singleton
class UsageLog {

  private static final Logger LOG = Logger.getLogger("gatewayz.usage");

  private final MeterRegistry registry;
  private final Map<String, Counter> costs = new ConcurrentHashMap<>();

  UsageLog(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(String requestId, String holder, UsageRecord used) {
    Optional<BigDecimal> cost = used.cost();
    String provider = used.candidate().provider().id();
    cost.ifPresent(
        usd -> costs.computeIfAbsent(provider, this::costs).increment(usd.doubleValue()));
    if (!LOG.isInfoEnabled()) {
      return;
    }
    StringBuilder line = new StringBuilder(192);
    line.append("request_id=").append(requestId);
    line.append(" key=").append(holder);
    line.append(" provider=").append(provider);
    line.append(" model=").append(used.candidate().model());
    line.append(" delivery=").append(used.delivery().name().toLowerCase(Locale.ROOT));
    Usage usage = used.usage();
    if (usage != null) {
      line.append(" input_tokens=").append(usage.input());
      line.append(" output_tokens=").append(usage.output());
      line.append(" cached_tokens=").append(usage.cached());
      line.append(" reasoning_tokens=").append(usage.reasoning());
    }
    cost.ifPresent(usd -> line.append(" cost_usd=").append(usd.toPlainString()));
    LOG.info(line);
  }

  private Counter costs(String provider) {
    return Counter.builder("gatewayz.usage.cost")
        .baseUnit("usd")
        .description("What answers cost by the catalog's prices, where price and tokens are known")
        .tag("provider", provider)
        .register(registry);
  }
}
