package ai.gatewayz.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.keys.Caller;
import ai.gatewayz.gateway.keys.PublishedKey;
import ai.gatewayz.gateway.request.CompletionConfig;
import ai.gatewayz.gateway.routing.Permit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many requests of a key are in flight at one replica. */
class ConcurrencyTest {

  private final Concurrency concurrency = new Concurrency(config(), new SimpleMeterRegistry());

  private static CompletionConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(CompletionConfig.class)
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValue("gatewayz.gateway.requests.most-at-once", "20")
        .withDefaultValue("gatewayz.gateway.requests.most-per-key", "5")
        .build()
        .getConfigMapping(CompletionConfig.class);
  }

  private static Caller caller(String id, Integer mostAtOnce) {
    CallerKey key = PublishedKey.of(id).mostAtOnce(mostAtOnce).made();
    return new Caller(id, key, List.of(), Permit.ALL);
  }

  private Runnable admitted(Caller caller) {
    return assertInstanceOf(Entry.Admitted.class, concurrency.enter(caller)).leave();
  }

  private Failure refused(Caller caller) {
    return assertInstanceOf(Entry.Refused.class, concurrency.enter(caller)).failure();
  }

  @Test
  void aKeyHasItsOwnLimitAndAnotherIsNotInItsWay() {
    Caller two = caller("key_two", 2);
    Runnable first = admitted(two);
    admitted(two);
    Failure refused = refused(two);
    assertEquals(GatewayError.RATE_LIMITED, refused.error());
    assertTrue(refused.message().contains("limit 2"), refused.message());
    assertEquals(Optional.of(Duration.ofSeconds(1)), Optional.ofNullable(refused.retryAfter()));
    admitted(caller("key_other", 2));
    first.run();
    admitted(two);
    refused(two);
  }

  @Test
  void aKeyWithoutALimitHasTheGateways() {
    Caller any = caller("key_any", null);
    for (int i = 0; i < 5; i++) {
      admitted(any);
    }
    assertTrue(refused(any).message().contains("limit 5"));
  }

  @Test
  void aLimitThatIsChangedCountsThoseInFlight() {
    admitted(caller("key_changed", 4));
    admitted(caller("key_changed", 4));
    refused(caller("key_changed", 2));
    admitted(caller("key_changed", 3));
  }

  @Test
  void theGatewaysLimitHoldsWhateverAKeysIs() {
    Caller many = caller("key_many", 100);
    for (int i = 0; i < 20; i++) {
      admitted(many);
    }
    assertEquals(GatewayError.OVERLOADED, refused(many).error());
  }

  @Test
  void ofManyThreadsNoMoreGetInThanMay() throws Exception {
    Caller three = caller("key_three", 3);
    AtomicInteger in = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        running.add(
            threads.submit(
                () -> {
                  go.await();
                  for (int i = 0; i < 2_000; i++) {
                    if (concurrency.enter(three) instanceof Entry.Admitted(Runnable leave)) {
                      most.accumulateAndGet(in.incrementAndGet(), Math::max);
                      in.decrementAndGet();
                      leave.run();
                    }
                  }
                  return null;
                }));
      }
      go.countDown();
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertTrue(most.get() >= 1 && most.get() <= 3, most + " at once");
    for (int i = 0; i < 3; i++) {
      admitted(three);
    }
    refused(three);
  }
}
