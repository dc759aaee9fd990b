package ai.gatewayz.gateway.routing;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  private final Neighbours neighbours = new Neighbours();

  private static Snapshot snapshot(int models) {
    Random random = new Random(5);
    return Snapshot.of(
        NOON,
        IntStream.range(0, models)
            .mapToObj(number -> chat("together", "v/m" + Integer.toString(random.nextInt(), 5)))
            .toList(),
        List.of());
  }

  /** However few of them serve, those near and those far. */
  @Test
  void findsWhatAWalkOverAllModelsFinds() {
    Snapshot snapshot = snapshot(2 * Neighbours.MANY);
    for (int oneOf : new int[] {1, 3, 40, 200, 100_000}) {
      Predicate<OfferView> serves = view -> view.offer().model().hashCode() % oneOf == 0;
      for (String asked : List.of("v/m1234", "v/m-10", "w/other")) {
        assertEquals(
            Suggestions.alternatives(snapshot, asked, serves),
            neighbours.alternatives(snapshot, asked, serves),
            asked);
      }
    }
  }

  @Test
  void whoAsksAgainHasNoModelWalkedUntilSomethingChanges() {
    Snapshot snapshot = snapshot(20);
    var first = neighbours.of(snapshot, "v/dead");
    assertEquals(20, first.size());
    assertSame(first, neighbours.of(snapshot, "v/dead"));
    assertNotSame(first, neighbours.of(snapshot(20), "v/dead"));
  }

  @Test
  void remembersNoMoreThanAFewModels() {
    Snapshot snapshot = snapshot(20);
    var first = neighbours.of(snapshot, "v/dead");
    for (int i = 0; i < 100; i++) {
      neighbours.of(snapshot, "v/other" + i);
    }
    assertNotSame(first, neighbours.of(snapshot, "v/dead"));
  }
}
