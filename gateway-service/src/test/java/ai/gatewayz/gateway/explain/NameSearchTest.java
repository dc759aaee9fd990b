package ai.gatewayz.gateway.explain;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameSearchTest {

  private final Vertx vertx = Vertx.vertx();
  private final NameSearch names =
      new NameSearch(
          vertx,
          Reach.of(Set.of("together"), LocalDate.EPOCH),
          new OfferRecords(InstantSource.fixed(NOON)),
          InstantSource.fixed(NOON));
  private final Snapshot snapshot =
      Snapshot.of(
          NOON, List.of(chat("together", "a/model"), chat("together", "b/other")), List.of());

  @AfterEach
  void close() {
    names.close();
    vertx.close();
  }

  private static <T> T now(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatWasFoundIsRememberedForItsModels() {
    List<String> first = now(names.nearest(snapshot, "a/modle"));
    assertEquals(List.of("a/model"), first);
    assertSame(first, now(names.nearest(snapshot, "a/modle")));
    List<String> nothing = now(names.nearest(snapshot, "zzzzzz"));
    assertSame(nothing, now(names.nearest(snapshot, "zzzzzz")));
    Snapshot later = Snapshot.of(NOON, List.of(chat("together", "a/modle2")), List.of());
    assertEquals(List.of("a/modle2"), now(names.nearest(later, "a/modle")));
  }

  @Test
  void whatTheCallerMayNotUseIsNotSuggested() {
    Permit others = new Permit(new Patterns(List.of(), List.of("a/*")), Patterns.ANY);
    assertEquals(List.of(), now(names.nearest(snapshot, "a/modle", others)));
    assertEquals(List.of("a/model"), now(names.nearest(snapshot, "a/modle", Permit.ALL)));
    assertEquals(List.of("b/other"), now(names.nearest(snapshot, "b/othr", others)));
  }

  @Test
  void oneAtATimeAndFewWait() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<List<String>>> searches = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      searches.add(
          names.search(
              () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                go.await();
                running.decrementAndGet();
                return List.of("found");
              }));
    }
    assertFalse(searches.getFirst().isComplete());
    assertTrue(searches.getLast().isComplete(), "nobody waits behind so many");
    assertEquals(List.of(), now(searches.getLast()));
    go.countDown();
    long found = searches.stream().filter(search -> !now(search).isEmpty()).count();
    assertEquals(32, found);
    assertEquals(1, most.get());
    assertEquals(List.of("more"), now(names.search(() -> List.of("more"))));
  }

  @Test
  void aSearchThatFailsFindsNothing() {
    assertEquals(
        List.of(),
        now(
            names.search(
                () -> {
                  throw new IllegalStateException("a fault that a test wants");
                })));
  }
}
