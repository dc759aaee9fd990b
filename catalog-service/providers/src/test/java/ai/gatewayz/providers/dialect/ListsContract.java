package ai.gatewayz.providers.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Recordings;
import ai.gatewayz.providers.listing.BrokenPageException;
import ai.gatewayz.providers.listing.Gathered;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageReader;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.PageUri;
import ai.gatewayz.providers.listing.Walk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds of the lists of every provider. */
abstract class ListsContract extends Described {

  @Test
  void itsListsAreBelowItsAddressesAndKeepTheirQueries() {
    Set<String> names = new HashSet<>();
    String query = "?api-version=1";
    Provider provider = provider(base() + query, hub().map(hub -> hub + "/" + query));
    for (ModelList list : dialect().lister(CLOCK).lists(provider.site())) {
      assertTrue(names.add(list.name()), list.name());
      URI first = list.first();
      assertTrue(
          PageUri.sameOrigin(URI.create(base()), first)
              || hub().filter(hub -> PageUri.sameOrigin(URI.create(hub), first)).isPresent(),
          first.toString());
      assertEquals(Optional.of("1"), PageUri.parameter(first, "api-version"), first.toString());
      assertEquals(first.toString().indexOf('?'), first.toString().lastIndexOf('?'));
    }
    assertEquals(pages().keySet(), names);
  }

  @Test
  void readsItsListsToTheirEnd() throws BrokenPageException {
    Lister lister = dialect().lister(CLOCK);
    Gathered gathered = new Gathered(lister);
    for (ModelList list : lister.lists(provider().site())) {
      Walk walk = new Walk(list, new Walk.Bounds(10, 1_000), gathered);
      walk.begin();
      walk.end(read(list, bytes(pages().get(list.name())), walk::entry));
      assertEquals(Optional.empty(), walk.page());
      assertTrue(walk.report().complete(), () -> walk.report().toString());
      assertEquals(0, walk.report().malformed(), () -> walk.report().toString());
    }
    Map<String, String> models = new TreeMap<>();
    gathered.offers().forEach(offer -> models.put(offer.id(), offer.model()));
    assertEquals(new TreeMap<>(offers()), models);
  }

  @Test
  void readsItsRecordedPages() throws IOException, BrokenPageException {
    Recordings.require();
    Map<String, ModelList> lists = new HashMap<>();
    lists().forEach(list -> lists.put(list.name(), list));
    for (Map.Entry<String, List<String>> recorded : recordedPages().entrySet()) {
      ModelList list = lists.get(recorded.getKey());
      for (String file : recorded.getValue()) {
        List<Mapped> entries = new ArrayList<>();
        read(list, Recordings.bytes(file), entry -> entries.add(list.mapper().map(entry)));
        assertTrue(entries.stream().anyMatch(Mapped.Listed.class::isInstance), file);
        assertEquals(
            List.of(), entries.stream().filter(Mapped.Malformed.class::isInstance).toList(), file);
      }
    }
  }

  private static PageSeen read(ModelList list, byte[] page, Consumer<JsonNode> entries)
      throws BrokenPageException {
    int[] count = new int[1];
    PageReader reader =
        new PageReader(
            list.field(),
            entry -> {
              count[0]++;
              entries.accept(entry);
            });
    reader.feed(page);
    reader.end();
    return new PageSeen(list.first(), reader.envelope(), count[0], List.of());
  }

  /** Whatever a field holds, an entry is mapped or refused by name, and what is mapped is sent. */
  @Test
  void survivesWhateverAnEntryHolds() throws BrokenPageException {
    for (ModelList list : lists()) {
      List<JsonNode> own = new ArrayList<>();
      read(list, bytes(pages().get(list.name())), own::add);
      SpoiltEntries entries = new SpoiltEntries(own.getFirst());
      assertEquals(Mapped.Listed.class, list.mapper().map(entries.sound()).getClass());
      for (int i = 0; i < 3_000; i++) {
        JsonNode odd = entries.next();
        switch (list.mapper().map(odd)) {
          case Mapped.Listed(ListedOffer listed) -> sound(listed, odd);
          case Mapped.Alias(ListedOffer listed, String target) -> {
            sound(listed, odd);
            assertFalse(target.isBlank(), odd::toString);
          }
          case Mapped.Malformed(Mapped.Flaw flaw) -> assertFalse(flaw.words().isEmpty());
          case Mapped.NotOffered() -> {}
        }
      }
    }
  }

  private static void sound(ListedOffer listed, JsonNode odd) {
    Offer offer = listed.at("p", 1, Instant.EPOCH);
    assertEquals(offer, EventJson.read(EventJson.write(offer), Offer.class), odd::toString);
    assertFalse(offer.id().isBlank() || offer.model().isBlank(), odd::toString);
  }
}
