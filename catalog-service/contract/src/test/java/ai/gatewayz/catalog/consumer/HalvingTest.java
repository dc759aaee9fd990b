package ai.gatewayz.catalog.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvingTest {

  private static final class RefusedByDatabase extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final List<Integer> written = new ArrayList<>();
  private final List<Integer> bad = new ArrayList<>();
  private Set<Integer> refused = Set.of();
  private RuntimeException away;
  private int attempts;

  private final Halving<Integer> halving =
      new Halving<>(
          this::together,
          failure -> failure instanceof RefusedByDatabase,
          (row, failure) -> bad.add(row));

  private CompletionStage<?> together(List<Integer> rows) {
    attempts++;
    if (away != null) {
      throw away;
    }
    if (rows.stream().anyMatch(refused::contains)) {
      return CompletableFuture.failedFuture(new RefusedByDatabase());
    }
    written.addAll(rows);
    return CompletableFuture.completedFuture(null);
  }

  private void write(int rows) {
    halving.write(IntStream.range(0, rows).boxed().toList()).toCompletableFuture().join();
  }

  @Test
  void soundRowsAreWrittenAtOnce() {
    write(2_000);
    assertEquals(2_000, written.size());
    assertEquals(1, attempts);
  }

  @Test
  void ofManyRowsOnlyTheBadOneIsLeftOut() {
    refused = Set.of(1_234);
    write(2_000);
    assertEquals(1_999, written.size());
    assertFalse(written.contains(1_234));
    assertEquals(List.of(1_234), bad);
    assertTrue(attempts <= 23, attempts + " attempts");
    assertEquals(written.stream().sorted().toList(), written, "the order stays");
  }

  @Test
  void nothingIsWrittenOfRowsThatAreAllBad() {
    refused = Set.of(0, 1, 2, 3, 4);
    write(5);
    assertEquals(List.of(), written);
    assertEquals(List.of(0, 1, 2, 3, 4), bad);
  }

  @Test
  void aDatabaseThatIsAwayIsNotAskedForEveryRow() {
    away = new IllegalStateException("away");
    CompletionException failure = assertThrows(CompletionException.class, () -> write(2_000));
    assertSame(away, failure.getCause());
    assertEquals(1, attempts);
    assertEquals(List.of(), bad);
  }

  @Test
  void noRowsAreNoWork() {
    write(0);
    assertEquals(0, attempts);
  }

  @Test
  void theDatabaseSaysWhetherItIsAboutRows() {
    assertTrue(Halving.isAboutRows("22021"));
    assertTrue(Halving.isAboutRows("23502"));
    assertTrue(Halving.isAboutRows("54000"));
    assertFalse(Halving.isAboutRows("08006"));
    assertFalse(Halving.isAboutRows("53300"));
    assertFalse(Halving.isAboutRows(null));
  }
}
