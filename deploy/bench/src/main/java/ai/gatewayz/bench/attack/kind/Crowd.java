package ai.gatewayz.bench.attack.kind;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many that do the same at once. */
final class Crowd {

  private Crowd() {}

  /** What the {@code i}-th does. */
  @FunctionalInterface
  interface Task {
    void run(int i) throws Exception;
  }

  /** All at once. */
  static void of(int many, Task task) throws IOException, InterruptedException {
    of(many, many, task);
  }

  /**
   * @param atOnce at work at a time
   */
  static void of(int many, int atOnce, Task task) throws IOException, InterruptedException {
    Semaphore room = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        int number = i;
        room.acquire();
        all.add(
            threads.submit(
                () -> {
                  try {
                    task.run(number);
                    return null;
                  } finally {
                    room.release();
                  }
                }));
      }
      for (Future<Void> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("one of the crowd failed: " + e.getCause(), e.getCause());
    }
  }
}
