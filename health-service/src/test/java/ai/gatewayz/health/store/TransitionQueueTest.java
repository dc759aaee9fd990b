package ai.gatewayz.health.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TransitionQueueTest {

  private final AtomicInteger dropped = new AtomicInteger();
  private final TransitionQueue queue = new TransitionQueue(dropped::incrementAndGet);

  private void add(int from, int to) {
    for (int i = from; i < to; i++) {
      Transition transition = new Transition();
      transition.offer = Integer.toString(i);
      queue.add(transition);
    }
  }

  private static List<String> offers(List<Transition> transitions) {
    return transitions.stream().map(each -> each.offer).toList();
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
  void eachIsWrittenOrCountedAlsoWhereTheBoundIsReachedWhileABatchIsWritten() {
    int all = TransitionQueue.MOST_WAITING + 3 * TransitionQueue.BATCH;
    add(0, TransitionQueue.BATCH);
    List<String> written = new ArrayList<>(offers(queue.batch()));
    add(TransitionQueue.BATCH, all);
    queue.written(queue.batch().size());
    for (List<Transition> batch = queue.batch(); !batch.isEmpty(); batch = queue.batch()) {
      written.addAll(offers(batch));
      queue.written(queue.batch().size());
    }
    assertEquals(2 * TransitionQueue.BATCH, dropped.get());
    assertEquals(all - dropped.get(), written.stream().distinct().count());
    assertEquals(all - dropped.get(), written.size());
    assertEquals("0", written.getFirst());
    assertEquals(Integer.toString(all - 1), written.getLast());
  }
}
