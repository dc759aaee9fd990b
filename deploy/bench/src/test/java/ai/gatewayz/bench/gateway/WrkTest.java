package ai.gatewayz.bench.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {

  @Test
  void readsWhatTheScriptPrints() throws IOException {
    Wrk.Load load =
        Wrk.parse("Running 4s test @ http://127.0.0.1:1/v1\nRESULT 80000 4000000 612 2300 3\n");
    assertEquals(new Wrk.Load(20_000, 612, 2_300, 3), load);
  }

  @Test
  void anythingElseIsAnError() {
    assertThrows(IOException.class, () -> Wrk.parse("unable to connect"));
  }
}
