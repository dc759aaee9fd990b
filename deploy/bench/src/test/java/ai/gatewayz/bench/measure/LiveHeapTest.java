package ai.gatewayz.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void whatWasAllocatedSinceIsNotCounted() throws IOException {
    assertEquals(
        26_296L << 10,
        LiveHeap.read(
            """
            14311:
            DefNew     total 66368K, used 37597K [0x00000000f2800000, 0x00000000f7000000)
             eden space 59008K,  62% used [0x00000000f2800000, 0x00000000f4be7bc0)
            Tenured    total 147456K, used 26296K [0x00000000f7000000, 0x0000000100000000)
             the  space 147456K,  17% used [0x00000000f7000000, 0x00000000f89ae1a0)
            """));
  }

  @Test
  void anotherCollectorIsNotTakenForAnEmptyHeap() {
    assertThrows(
        IOException.class, () -> LiveHeap.read("garbage-first heap   total 258048K, used 1K"));
  }
}
