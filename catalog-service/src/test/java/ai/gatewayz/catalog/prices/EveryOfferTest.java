package ai.gatewayz.catalog.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.WalkReport;
import ai.gatewayz.simulator.SimulatedCatalog;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All offers of all providers, over HTTP, page by page. */
class EveryOfferTest {

  private static final List<String> PROVIDERS =
      List.of("featherless", "fireworks", "huggingface", "openrouter", "portkey", "together");

  @Test
  void ofTheSyntheticListsIsReadOnceAtItsPrice() throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
      Map<String, Integer> kinds = check(simulator);
      assertEquals(Set.of("per token", "cached", "free", "variable", "unknown"), kinds.keySet());
      assertEquals(
          1_377,
          Lists.read(simulator, "huggingface").reports().stream()
              .filter(list -> list.list().equals("hub"))
              .mapToInt(WalkReport::offers)
              .sum());
    }
  }

  @Test
  void ofTheRecordedListsIsReadOnceAtItsPrice() throws Exception {
    Path recordings =
        Path.of(System.getProperty("gatewayz.root")).resolve("../shared/recordings").normalize();
    assumeTrue(Files.isDirectory(recordings), "no recordings at " + recordings);
    try (Simulator simulator =
        Simulator.start(SimulatorOptions.defaults().withRecordings(recordings))) {
      Map<String, Integer> kinds = check(simulator);
      assertTrue(kinds.get("per token") > 250, kinds.toString());
      assertTrue(kinds.get("cached") > 150, kinds.toString());
      assertTrue(kinds.get("free") > 0, kinds.toString());
      assertTrue(kinds.get("variable") > 0, kinds.toString());
    }
  }

  private static Map<String, Integer> check(Simulator simulator) throws Exception {
    SimulatedCatalog source = simulator.catalog();
    Map<String, Integer> kinds = new HashMap<>();
    for (String provider : PROVIDERS) {
      Lists.Read read = Lists.read(simulator, provider);
      read.reports().forEach(list -> assertTrue(list.complete(), provider + ": " + list));
      List<String> names =
          read.offers().stream()
              .flatMap(offer -> Stream.concat(Stream.of(offer.id()), offer.aliases().stream()))
              .toList();
      assertEquals(Set.copyOf(source.ids(provider)), Set.copyOf(names), provider);
      assertEquals(source.ids(provider).size(), names.size(), provider);
      for (ListedOffer offer : read.offers()) {
        String price = SourcePrice.of(source, provider, offer.id());
        assertEquals(price, SourcePrice.of(offer.price()), provider + ":" + offer.id());
        kinds.merge(kind(price), 1, Integer::sum);
      }
    }
    return kinds;
  }

  private static String kind(String price) {
    return price.contains(",") ? "cached" : price.contains("/") ? "per token" : price;
  }
}
