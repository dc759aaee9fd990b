package ai.gatewayz.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The recorded lists, where there are any. */
class RecordedListsTest {

  @Test
  void areServedWhole() throws Exception {
    Path recordings =
        Path.of(System.getProperty("gatewayz.root")).resolve("../shared/recordings").normalize();
    assumeTrue(Files.isDirectory(recordings), "no recordings at " + recordings);
    try (Simulator simulator =
        Simulator.start(SimulatorOptions.defaults().withRecordings(recordings))) {
      SimulatedCatalog catalog = simulator.catalog();
      assertTrue(catalog.ids("featherless").size() >= 15_695, "distinct ids of 15,698 entries");
      assertTrue(catalog.ids("openrouter").size() >= 400);
      assertTrue(catalog.ids("portkey").size() >= 215);
      assertTrue(catalog.ids("together").size() >= 270);
      assertTrue(catalog.ids("huggingface").size() >= 1_377);
      Caller caller = new Caller(simulator);
      int portkey =
          Caller.json(caller.get("portkey", caller.url("/portkey/v1/models"))).path("data").size();
      assertEquals(catalog.ids("portkey").size(), portkey);
    }
  }
}
