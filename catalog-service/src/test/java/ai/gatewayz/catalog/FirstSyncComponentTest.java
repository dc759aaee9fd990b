package ai.gatewayz.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.simulator.lists.ListName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class FirstSyncComponentTest {

  CatalogStack stack;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    Catalog.awaitPublished(stack);
  }

  @Test
  void everyProvidersIdsAreListedCompleteAndOnce() {
    for (String provider : Catalog.PROVIDERS) {
      List<String> listed = Catalog.ids(provider);
      Set<String> once = new HashSet<>(listed);
      assertEquals(listed.size(), once.size(), provider + " lists an id twice");
      assertEquals(Set.copyOf(stack.simulator().catalog().ids(provider)), once, provider);
    }
  }

  @Test
  void theHubsListIsWholeThoughItIgnoresOffsets() {
    Set<String> hub = new HashSet<>();
    for (String id : Catalog.ids("huggingface")) {
      if (stack.simulator().catalog().entry(ListName.HUGGINGFACE_HUB, id).isPresent()) {
        hub.add(id);
      }
    }
    assertEquals(1_377, hub.size());
    long pages =
        stack.simulator().journal().requests().stream()
            .filter(request -> request.path().endsWith("/api/models"))
            .count();
    assertTrue(pages >= 2, "the hub was asked for " + pages + " pages");
  }

  @Test
  void onlyWhatChatsIsSaidToChat() {
    for (String provider : List.of("huggingface", "openrouter", "fireworks", "together")) {
      for (String id : stack.simulator().catalog().ids(provider)) {
        if (stack.simulator().catalog().chatIds(provider).contains(id)) {
          continue;
        }
        JsonPath offer = Catalog.get("/catalog/offers/" + provider + "/" + id);
        assertEquals(null, offer.getString("capabilities.chat"), provider + ":" + id);
        break;
      }
    }
    assertEquals(
        stack.simulator().catalog().chatIds("huggingface").size(),
        Catalog.get("/catalog/offers?provider=huggingface&capability=chat&limit=0")
            .getInt("total"));
  }

  @Test
  void offersAndTheirChangesAreOnKafka() {
    Map<String, byte[]> offers = TopicReader.state(stack.bootstrapServers(), Topic.OFFERS);
    Set<String> expected = new HashSet<>();
    for (String provider : Catalog.PROVIDERS) {
      stack.simulator().catalog().ids(provider).forEach(id -> expected.add(provider + ":" + id));
    }
    assertEquals(expected, offers.keySet());
    offers.forEach(
        (key, json) -> {
          Offer offer = EventJson.read(json, Offer.class);
          assertEquals(key, offer.key().toString());
          assertTrue(offer.version() > 0, key);
          boolean suffixed = offer.upstreamId().equals(offer.id() + ":hf-inference");
          assertTrue(suffixed || offer.upstreamId().equals(offer.id()), key);
          assertFalse(suffixed && !offer.can(Capability.CHAT), key);
        });
    Set<String> added = new HashSet<>();
    TopicReader.all(stack.bootstrapServers(), Topic.CHANGES)
        .forEach(
            record -> {
              OfferChange change = EventJson.read(record.value(), OfferChange.class);
              if (change.kind() == OfferChange.Kind.ADDED) {
                added.add(record.key());
              }
            });
    assertTrue(added.containsAll(expected));
  }

  @Test
  void anUnchangedResyncWritesNoRowAndSendsNoOffer() throws Exception {
    long offers = TopicReader.all(stack.bootstrapServers(), Topic.OFFERS).size();
    long changes = TopicReader.all(stack.bootstrapServers(), Topic.CHANGES).size();
    String rows = "select coalesce(sum(hashtext(xmin::text || ctid::text)), 0) from offers";
    long before = Database.number(stack, rows);
    for (String provider : Catalog.PROVIDERS) {
      JsonPath sync = Catalog.sync(provider);
      assertEquals("complete", sync.getString("result"), sync.prettify());
      assertEquals(0, sync.getInt("report.counts.changed"), sync.prettify());
      assertEquals(
          stack.simulator().catalog().ids(provider).size(),
          sync.getInt("report.counts.unchanged"),
          provider);
    }
    Catalog.awaitPublished(stack);
    assertEquals(before, Database.number(stack, rows), "rows of offers were written");
    assertEquals(offers, TopicReader.all(stack.bootstrapServers(), Topic.OFFERS).size());
    assertEquals(changes, TopicReader.all(stack.bootstrapServers(), Topic.CHANGES).size());
  }
}
