package ai.gatewayz.health.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.AvailabilityTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransitionQueueTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private final AtomicInteger leftOut = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final TransitionQueue queue =
      new TransitionQueue(leftOut::incrementAndGet, dropped::incrementAndGet);

  /** The n-th change of an offer: it goes down with the even ones and up with the odd ones. */
  private static AvailabilityTransition change(String offer, int n) {
    State up = State.AVAILABLE;
    State down = State.UNAVAILABLE;
    return new AvailabilityTransition(
        "p",
        offer,
        "m/" + offer,
        n % 2 == 0 ? up : down,
        n % 2 == 0 ? down : up,
        "reason-" + n,
        Source.PROBE,
        null,
        null,
        NOON.plusSeconds(n),
        n);
  }

  private void add(int from, int to) {
    for (int i = from; i < to; i++) {
      queue.add(change(Integer.toString(i), 0));
    }
  }

  private static List<String> offers(List<AvailabilityTransition> transitions) {
    return transitions.stream().map(AvailabilityTransition::id).toList();
  }

  private List<AvailabilityTransition> drained() {
    List<AvailabilityTransition> written = new ArrayList<>();
    for (var batch = queue.batch(); !batch.isEmpty(); batch = queue.batch()) {
      written.addAll(batch);
      queue.written(batch.size());
    }
    return written;
  }

  @Test
  void aBatchIsTheSameUntilItIsWritten() {
    add(0, 3);
    assertEquals(List.of("0", "1", "2"), offers(queue.batch()));
    add(3, 4);
    assertEquals(List.of("0", "1", "2"), offers(queue.batch()));
    queue.written(queue.batch().size());
    assertEquals(List.of("3"), offers(queue.batch()));
    queue.written(queue.batch().size());
    assertEquals(List.of(), queue.batch());
  }

  @Test
  void whatIsWrittenOfABatchIsNotWrittenAgain() {
    add(0, 4);
    queue.batch();
    queue.written(2);
    assertEquals(List.of("2", "3"), offers(queue.batch()));
    queue.written(1);
    add(4, 5);
    assertEquals(List.of("3"), offers(queue.batch()));
    queue.written(1);
    assertEquals(List.of("4"), offers(queue.batch()));
  }

  @Test
  void eachIsWrittenOrCountedAlsoWhereTheBoundIsReachedWhileABatchIsWritten() {
    int all = TransitionQueue.MOST_WAITING + 3 * TransitionQueue.BATCH;
    add(0, TransitionQueue.BATCH);
    List<String> written = new ArrayList<>(offers(queue.batch()));
    add(TransitionQueue.BATCH, all);
    queue.written(queue.batch().size());
    written.addAll(offers(drained()));
    assertEquals(2 * TransitionQueue.BATCH, dropped.get());
    assertEquals(all - dropped.get(), written.stream().distinct().count());
    assertEquals(all - dropped.get(), written.size());
    assertEquals("0", written.getFirst());
    assertEquals(Integer.toString(all - 1), written.getLast());
  }

  @Test
  void whileFewWaitEachChangeIsTold() {
    for (int n = 0; n < 50; n++) {
      queue.add(change("a", n));
    }
    assertEquals(50, drained().size());
    assertEquals(0, leftOut.get());
  }

  @Test
  void whereManyWaitAnOfferHasItsFirstAndItsLastChangeAndTellsWhatIsBetween() {
    add(0, TransitionQueue.MANY);
    for (int n = 0; n < 6; n++) {
      queue.add(change("a", n));
    }
    List<AvailabilityTransition> told =
        drained().stream().filter(each -> each.id().equals("a")).toList();
    assertEquals(change("a", 0), told.getFirst());
    AvailabilityTransition last = told.getLast();
    assertEquals(2, told.size());
    assertEquals(4, last.leftOut());
    assertEquals(4, leftOut.get());
    assertEquals(change("a", 1).from(), last.from());
    assertEquals(change("a", 5).to(), last.to());
    assertEquals(change("a", 5).at(), last.at());
    assertEquals("reason-5", last.reason());
    assertEquals(5, last.version());

    queue.add(change("a", 6));
    assertNull(queue.batch().getFirst().leftOut(), "what is over is over");
  }

  @Test
  void nothingIsUncountedInAFlood() {
    int offers = 60_000;
    int rounds = 10;
    List<AvailabilityTransition> told = new ArrayList<>();
    for (int n = 0; n < rounds; n++) {
      for (int i = 0; i < offers; i++) {
        queue.add(change(Integer.toString(i), n));
        if (i % 7_000 == 0) {
          told.addAll(queue.batch());
          queue.written(queue.batch().size());
        }
      }
    }
    told.addAll(drained());
    int left =
        told.stream().flatMap(each -> Stream.ofNullable(each.leftOut())).mapToInt(n -> n).sum();
    assertEquals(offers * rounds, told.size() + left + dropped.get());
    assertTrue(leftOut.get() >= left);
  }
}
