package ai.gatewayz.bench.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeapLogTest {

  @Test
  void theMostOfAllCollectionsCounts() throws IOException {
    int most =
        HeapLog.most(
            """
            [0.012s][info][gc] Using Serial
            [0.345s][info][gc] GC(0) Pause Young (Allocation Failure) 34M->5M(123M) 10.113ms
            [1.345s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 61M->18M(123M) 40.113ms
            [2.345s][info][gc] GC(2) Pause Young (Allocation Failure) 52M->12M(123M) 3.113ms
            """);
    assertEquals(61, most);
  }

  @Test
  void aLogWithoutCollectionsSaysNothing() {
    assertThrows(IOException.class, () -> HeapLog.most("[0.012s][info][gc] Using Serial\n"));
  }
}
