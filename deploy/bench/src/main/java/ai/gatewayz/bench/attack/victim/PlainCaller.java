package ai.gatewayz.bench.attack.victim;

import ai.gatewayz.bench.measure.Latencies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks for completions at a steady rate, whole ones and streams in turn, whether or not the earlier
 * ones were answered, with a key of its own.
 */
public final class PlainCaller implements AutoCloseable {

  /** What is between two requests: 20 a second. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .localAddress(new InetSocketAddress(Wire.ELSEWHERE, 0).getAddress())
          .build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpRequest whole;
  private final HttpRequest streamed;
  private final Latencies latencies = new Latencies();
  private int sent;
  private int failed;
  private String firstFailure = "";

  private PlainCaller(HttpRequest whole, HttpRequest streamed) {
    this.whole = whole;
    this.streamed = streamed;
  }

  /** Begins to ask. */
  static PlainCaller start(int port, String key, String model) {
    PlainCaller caller =
        new PlainCaller(request(port, key, model, false), request(port, key, model, true));
    caller.clock.scheduleAtFixedRate(caller::next, 0, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    return caller;
  }

  private static HttpRequest request(int port, String key, String model, boolean stream) {
    String body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(model, stream);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .timeout(PATIENCE)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private synchronized void next() {
    boolean stream = sent++ % 2 == 1;
    long due = System.nanoTime();
    calls.execute(() -> call(stream, due));
  }

  private void call(boolean stream, long due) {
    try {
      HttpResponse<String> answer =
          http.send(stream ? streamed : whole, HttpResponse.BodyHandlers.ofString());
      String end = stream ? "data: [DONE]" : "\"finish_reason\"";
      if (answer.statusCode() == 200 && answer.body().contains(end)) {
        answered(System.nanoTime() - due);
      } else {
        failed(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      failed(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void answered(long nanos) {
    latencies.add(nanos);
  }

  private synchronized void failed(String why) {
    if (failed++ == 0) {
      firstFailure = why.substring(0, Math.min(300, why.length()));
    }
  }

  /** Waits for the answers that are still to come, and then tells. */
  public Seen end() throws InterruptedException {
    clock.shutdownNow();
    clock.awaitTermination(1, TimeUnit.SECONDS);
    calls.shutdown();
    boolean all = calls.awaitTermination(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
    synchronized (this) {
      if (!all) {
        failed("a call has not ended");
      }
      return new Seen(
          sent, failed, firstFailure, latencies.count() == 0 ? 0 : latencies.millis(0.99));
    }
  }

  /**
   * @param p99 milliseconds of those that were answered
   */
  public record Seen(int sent, int failed, String firstFailure, double p99) {}

  @Override
  public void close() {
    clock.shutdownNow();
    calls.shutdownNow();
    http.shutdownNow();
  }
}
