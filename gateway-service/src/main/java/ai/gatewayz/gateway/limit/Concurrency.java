package ai.gatewayz.gateway.limit;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.keys.Caller;
import ai.gatewayz.gateway.request.CompletionConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests in flight: completions, and what explains them, which costs as much. */
@Singleton
public class Concurrency {

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final int most;
  private final int mostPerKey;
  private final AtomicInteger atWork = new AtomicInteger();

  /** By the key's holder: as many as have called. */
  private final Map<String, AtomicInteger> byKey = new ConcurrentHashMap<>();

  Concurrency(CompletionConfig config, MeterRegistry registry) {
    most = config.mostAtOnce();
    mostPerKey = config.mostPerKey();
    Gauge.builder("gatewayz.requests.active", atWork, AtomicInteger::get)
        .description("Requests in flight")
        .register(registry);
  }

  /**
   * @param caller whose own limit counts where it has one
   */
  public Entry enter(Caller caller) {
    if (atWork.incrementAndGet() > most) {
      atWork.decrementAndGet();
      return new Entry.Refused(
          Failure.of(
                  GatewayError.OVERLOADED,
                  "Too many concurrent requests at this gateway. Retry after 1 s.")
              .withRetryAfter(COME_BACK));
    }
    AtomicInteger ofKey = byKey.computeIfAbsent(caller.holder(), name -> new AtomicInteger());
    int mostOfKey = caller.mostAtOnce().orElse(mostPerKey);
    if (ofKey.incrementAndGet() > mostOfKey) {
      ofKey.decrementAndGet();
      atWork.decrementAndGet();
      return new Entry.Refused(
          Failure.of(
                  GatewayError.RATE_LIMITED,
                  "Too many concurrent requests for this API key (limit "
                      + mostOfKey
                      + "). Retry after 1 s.")
              .withRetryAfter(COME_BACK));
    }
    return new Entry.Admitted(
        () -> {
          atWork.decrementAndGet();
          ofKey.decrementAndGet();
        });
  }
}
