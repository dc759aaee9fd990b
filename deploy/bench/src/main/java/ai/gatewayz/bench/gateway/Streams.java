package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.measure.Latencies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Streams one after the other, and many at once. */
public final class Streams {

  private Streams() {}

  /** Times to the first piece, one stream at a time on one connection. */
  public static Latencies firstPieces(Target target, int streams, int pieces) throws IOException {
    Latencies times = new Latencies();
    try (StreamCall call = new StreamCall(target, target.stream(pieces, 0))) {
      for (int i = 0; i < streams; i++) {
        times.add(call.ask(pieces).firstNanos());
      }
    }
    return times;
  }

  /**
   * @param broken streams that were not whole
   * @param first why the first of them was not
   * @param pieces that arrived in whole streams
   */
  public record Held(int streams, int broken, String first, long pieces) {}

  /** Holds many streams at once, each slow. */
  public static Held hold(Target target, int streams, int pieces, int pauseMillis)
      throws InterruptedException {
    List<Future<StreamCall.Streamed>> calls = new ArrayList<>();
    int broken = 0;
    long arrived = 0;
    String first = "";
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < streams; i++) {
        calls.add(
            threads.submit(
                () -> {
                  try (StreamCall call =
                      new StreamCall(target, target.stream(pieces, pauseMillis))) {
                    return call.ask(pieces);
                  }
                }));
      }
      for (Future<StreamCall.Streamed> call : calls) {
        try {
          arrived += call.get().pieces();
        } catch (ExecutionException e) {
          broken++;
          first = first.isEmpty() ? String.valueOf(e.getCause().getMessage()) : first;
        }
      }
    }
    return new Held(streams, broken, first, arrived);
  }
}
