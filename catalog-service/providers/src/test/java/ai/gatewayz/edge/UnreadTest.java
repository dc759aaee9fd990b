package ai.gatewayz.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadTest {

  private final Unread<String> unread = new Unread<>();

  @Test
  void whoHasReadLeastLeavesFirstAndNoMoreThanHaveTo() {
    unread.add("b", 50, 10);
    unread.add("reads", 0, 5_000);
    unread.add("c", 30, 30);
    unread.add("a", 50, 20);
    assertEquals(130, unread.bytes());
    assertEquals(List.of("a"), unread.leaving(50));
    assertEquals(List.of("a", "b"), unread.leaving(51));
    assertEquals(List.of("a", "b", "c"), unread.leaving(1_000));
  }
}
