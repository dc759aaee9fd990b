package ai.gatewayz.health.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.listing.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real lists, with their real prices, looked through once: within a day and a dollar. */
class RecordedFirstPassTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root", ""))
          .resolve("../shared/recordings")
          .toAbsolutePath()
          .normalize();

  private static final List<String> LISTS =
      List.of(
          "featherless/models/featherless-v1-models-15698-2026-04.json",
          "openrouter/models/openrouter-models-2026-08-05-all-modalities-llm_db.json",
          "together/models/"
              + "models__cassette-together-models-281-2026-08-17-maruel-genai--0-200.json",
          "huggingface/models/"
              + "models__cassette-hf-router-v1-models-2026-01-chatlas--0-200.json",
          "huggingface/models/models__cassette-hf-hub-api-models-inference-warm-1000-"
              + "2026-08-17-maruel-genai--0-200.json",
          "fireworks/models/fireworks-inference-v1-models-27-2025-07-25-lc.json",
          "portkey/models/portkey-v1-models-215-2025-10-05-gatewayz.json");

  /** Free models at OpenRouter: it takes so many questions a day. */
  private static final int FREE_A_DAY = 40;

  @Test
  void aFirstPassFitsIntoADayAndADollar() throws IOException {
    assumeTrue(
        Files.isDirectory(FOLDER), "no recordings at ../shared/recordings: no real first pass");
    World world = new World(Configs.providers(Population.providers()), Map.of());
    List<Offer> offers = offers();
    assertTrue(offers.size() > 16_000, () -> offers.size() + " offers");
    for (Offer offer : offers) {
      world.list(new Truth(offer, Duration.ofMillis(300 + Math.floorMod(offer.hashCode(), 3_000))));
    }
    world.run(Duration.ofDays(1));

    List<OfferKey> left = new ArrayList<>();
    int free = 0;
    int all = 0;
    for (Offer offer : offers) {
      Watched watched = world.verdicts().find(offer.key()).orElseThrow();
      boolean never = watched.obstacle() == null && watched.verdict().lastChecked() == null;
      if (offer.price() instanceof Price.Free) {
        all++;
        free += never ? 0 : 1;
      } else if (never) {
        left.add(offer.key());
      } else if (watched.verdict().lastVerified() != null) {
        assertEquals(State.AVAILABLE, watched.verdict().state(), watched::toString);
      }
    }
    assertEquals(List.of(), left);
    String looked = free + " of " + all + " free ones looked at";
    assertTrue(free >= Math.min(all, FREE_A_DAY - 5), looked);
    BigDecimal spent = world.tally().spentInAll();
    assertTrue(spent.compareTo(BigDecimal.ONE) <= 0, () -> spent + " USD");
    // Of 14,000 that are declared: with what the first pass leaves, all are in some four days.
    int tested = world.tally().tested();
    assertTrue(tested > 4_000, () -> tested + " capabilities tested");
  }

  private static List<Offer> offers() throws IOException {
    Map<OfferKey, Offer> offers = new LinkedHashMap<>();
    for (String list : LISTS) {
      String id = list.substring(0, list.indexOf('/'));
      byte[] bytes = Files.readAllBytes(FOLDER.resolve(list));
      int mark = bytes[0] == (byte) 0xEF ? 3 : 0;
      JsonNode root = EventJson.mapper().readTree(bytes, mark, bytes.length - mark);
      for (JsonNode entry : root.isArray() ? root : root.path("data")) {
        offer(id, entry).ifPresent(offer -> offers.putIfAbsent(offer.key(), offer));
      }
    }
    return List.copyOf(offers.values());
  }

  private static Optional<Offer> offer(String id, JsonNode entry) {
    Dialect dialect = Dialects.STANDARD.named(id).orElseThrow();
    Provider provider =
        new Provider(
            id,
            dialect,
            URI.create("https://p.test/inference/v1"),
            Optional.of(URI.create("https://hub.test")),
            Optional.empty());
    return dialect.lister(() -> World.BEGINNING).lists(provider.site()).stream()
        .map(list -> list.mapper().map(entry))
        .filter(Mapped.Listed.class::isInstance)
        .map(each -> ((Mapped.Listed) each).offer().at(id, 1, World.BEGINNING))
        .findFirst();
  }
}
