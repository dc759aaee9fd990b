package ai.gatewayz.catalog.consumer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes rows together. Where the database refuses them, it writes one half and then the other,
 * until what is refused is one row: that one is told and left out, all others are written.
 *
 * @param <T> a row
 */
public final class Halving<T> {

  private final Function<List<T>, CompletionStage<?>> write;
  private final Predicate<Throwable> refused;
  private final BiConsumer<T, Throwable> bad;

  /**
   * @param write writes rows together, or none of them
   * @param refused whether a failure is about the rows; any other, such as a database that is away,
   *     ends the writing with it
   * @param bad is told of each row that cannot be written
   */
  public Halving(
      Function<List<T>, CompletionStage<?>> write,
      Predicate<Throwable> refused,
      BiConsumer<T, Throwable> bad) {
    this.write = write;
    this.refused = refused;
    this.bad = bad;
  }

  /**
   * Whether PostgreSQL says so of what was to be written, and not of itself: it would again.
   *
   * @param sqlState five characters
   */
  public static boolean isAboutRows(String sqlState) {
    // One row twice, data, integrity, and limits such as that of an index.
    return sqlState != null && sqlState.matches("(21|22|23|54)...");
  }

  public CompletionStage<Void> write(List<T> rows) {
    if (rows.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    return attempt(rows)
        .handle((written, failure) -> failure)
        .thenCompose(failure -> failure == null ? done() : narrow(rows, cause(failure)));
  }

  private CompletionStage<?> attempt(List<T> rows) {
    try {
      return write.apply(rows);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Void> narrow(List<T> rows, Throwable failure) {
    if (!refused.test(failure)) {
      return CompletableFuture.failedStage(failure);
    }
    if (rows.size() == 1) {
      bad.accept(rows.getFirst(), failure);
      return done();
    }
    int half = rows.size() / 2;
    return write(rows.subList(0, half))
        .thenCompose(written -> write(rows.subList(half, rows.size())));
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedStage(null);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
