package ai.gatewayz.bench.traffic;

import ai.gatewayz.bench.world.Replica;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Twenty completions a second, every second one streamed, whatever became of those before. */
public final class Traffic implements AutoCloseable {

  private static final int PER_SECOND = 20;

  private final Balancer balancer;
  private final List<String> models;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param models that have no reason to fail
   */
  public Traffic(Balancer balancer, List<String> models) {
    this.balancer = balancer;
    this.models = models;
    clock.scheduleAtFixedRate(
        () -> callers.execute(this::call), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
  }

  private void call() {
    int n = number.getAndIncrement();
    Optional<Replica> gateway = balancer.next();
    try {
      calls.add(
          gateway.isEmpty()
              ? Call.nowhere()
              : Call.make(http, gateway.get(), models.get(n / 2 % models.size()), n % 2 == 0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the last and tells of all. */
  public List<Call> end() throws InterruptedException {
    clock.shutdownNow();
    callers.shutdown();
    if (!callers.awaitTermination(90, TimeUnit.SECONDS)) {
      throw new IllegalStateException("completions do not end");
    }
    return new ArrayList<>(calls);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    callers.shutdownNow();
    http.shutdownNow();
  }
}
