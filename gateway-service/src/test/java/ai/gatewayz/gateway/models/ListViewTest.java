package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static ai.gatewayz.gateway.snapshot.Facts.verifiedBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.alias.Alias;
import ai.gatewayz.gateway.alias.AliasPolicy;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which models the list shows to whom, and in what order. */
class ListViewTest extends ListScene {

  private Offer offer(Offer offer, State state) {
    ledger.offer(offer);
    if (state != null) {
      ledger.availability(verdict(offer, state, 1));
    }
    return offer;
  }

  private void everyKind() {
    offer(chat("together", "a/unasked"), null);
    offer(chat("together", "b/works"), State.AVAILABLE);
    offer(chat("together", "c/dead"), State.UNAVAILABLE);
    offer(chat("portkey", "d/locked"), State.AVAILABLE);
    offer(chat("together", "e/cold"), State.COLD);
    offer(chat("together", "f/shaky"), State.DEGRADED);
    offer(chat("together", "g/dear"), State.UNPROBEABLE);
    offer(new Changed(chat("together", "h/retired")).retiring(TODAY.minusDays(1)), State.AVAILABLE);
    offer(new Changed(chat("together", "i/last-day")).retiring(TODAY), State.AVAILABLE);
    offer(new Changed(chat("together", "j/dedicated")).serverless(false), State.AVAILABLE);
    offer(new Changed(embeddings("together", "k/painter")).task("text-to-image"), null);
    refresh();
  }

  @Test
  void anOperatorsNameIsListedAsSuch() {
    Aliases aliases =
        Aliases.of(
            List.of(
                new Alias("fast", List.of("b/works", "no/where"), AliasPolicy.IN_ORDER),
                new Alias("gone", List.of("no/where"), AliasPolicy.CHEAPEST),
                new Alias("g-*", List.of("b/works"), AliasPolicy.CHEAPEST),
                new Alias("f/shaky", List.of("a/unasked"), AliasPolicy.CHEAPEST)));
    index = ModelIndex.empty(REACH, Providers.from(Map::of), aliases);
    everyKind();
    assertEquals(List.of("b/works", "f/shaky", "fast", "i/last-day"), ids().subList(0, 4));
    JsonNode fast = list("q=fast").get("data").get(0);
    assertEquals(
        "{\"policy\":\"in_order\",\"models\":[\"b/works\",\"no/where\"],"
            + "\"unknown\":[\"no/where\"]}",
        fast.get("alias").toString());
    assertEquals("gatewayz", fast.get("owned_by").asText());
    assertEquals("available", fast.get("availability").asText());
    assertEquals("b/works", fast.at("/best_offer/id").asText());
    assertEquals(List.of("f/shaky"), ids("q=f/shaky"));
    assertFalse(list("q=f/shaky").get("data").get(0).has("alias"));
    assertFalse(ids("gateway=together").contains("fast"));
    long before = index.digest();
    offer(chat("together", "no/where"), null);
    refresh();
    assertTrue(index.digest() != before);
    assertEquals("[]", list("q=fast").get("data").get(0).at("/alias/unknown").toString());
  }

  @Test
  void showsWhatCanBeCalledAndWhatIsVerifiedFirst() {
    everyKind();
    assertEquals(
        List.of("b/works", "f/shaky", "i/last-day", "a/unasked", "e/cold", "g/dear"), ids());
    JsonNode list = list();
    assertEquals("callable", list.get("view").asText());
    assertEquals(6, list.get("total").asInt());
    assertEquals(6, list.get("total_count").asInt());
    assertEquals(
        "{\"total\":5,\"not_served\":1,\"not_serverless\":1,\"retired\":1,"
            + "\"unavailable\":1,\"unconfigured\":1}",
        list.get("hidden").toString());
  }

  /** Who says that it works: a probe, live traffic or its provider's list. */
  @ParameterizedTest
  @EnumSource
  void eachOfferTellsWhoVerifiedIt(Availability.Source source) {
    Offer offer = chat("together", "a/model");
    ledger.offer(offer);
    ledger.availability(verifiedBy(offer, source));
    refresh();
    assertEquals(
        source.name().toLowerCase(Locale.ROOT), list().at("/data/0/offers/0/evidence").asText());
  }

  @Test
  void showsOnRequestWhatIsVerifiedOrEverything() {
    everyKind();
    assertEquals(List.of("b/works", "f/shaky", "i/last-day"), ids("view=verified"));
    assertEquals(ids("view=verified"), ids("available=true"));
    JsonNode verified = list("view=verified");
    assertEquals(8, verified.at("/hidden/total").asInt());
    assertEquals(3, verified.at("/hidden/unverified").asInt());
    assertEquals(11, ids("view=all").size());
    assertEquals("a/unasked", ids("view=all").getFirst());
    assertEquals("{\"total\":0}", list("view=all").get("hidden").toString());
    assertEquals(8, ids("available=false").size());
    assertEquals(3, list("available=false").at("/hidden/verified").asInt());
  }

  @Test
  void aProvidersInventoryIsWholeUnlessAViewIsAskedFor() {
    everyKind();
    assertEquals(List.of("d/locked"), ids("gateway=portkey"));
    assertEquals(List.of(), ids("gateway=portkey", "view=callable"));
    assertEquals(10, ids("provider=together").size());
    assertEquals(
        List.of("b/works", "f/shaky", "i/last-day"), ids("provider=together", "view=verified"));
  }

  @Test
  void whatIsShownToWhoDoesNotSayIsASetting() {
    for (View usual : View.values()) {
      ModelQueryParser parser = new ModelQueryParser(new TreeSet<>(Set.of("together")), usual);
      assertEquals(usual, parser.parse(Map.of()).view());
      assertEquals(View.ALL, parser.parse(Map.of("gateway", List.of("together"))).view());
      assertEquals(View.VERIFIED, parser.parse(Map.of("available", List.of("true"))).view());
      assertEquals(View.CALLABLE, parser.parse(Map.of("view", List.of("callable"))).view());
    }
  }

  @Test
  void whatIsHiddenIsCountedAmongWhatElseMatches() {
    everyKind();
    assertEquals("{\"total\":1,\"unavailable\":1}", list("q=dead").get("hidden").toString());
  }

  @Test
  void aModelIsHiddenForWhatCameClosestToBeingCalled() {
    offer(chat("portkey", "a/both"), null);
    offer(chat("together", "a/both"), State.UNAVAILABLE);
    refresh();
    assertEquals("{\"total\":1,\"unavailable\":1}", list().get("hidden").toString());
    offer(chat("fireworks", "x", "a/both", 1), null);
    refresh();
    assertEquals(List.of("a/both"), ids());
  }

  @Test
  void theDayAfterItWasTakenAwayAModelIsNotThere() {
    everyKind();
    assertSame(index, index.on(TODAY));
    ModelIndex tomorrow = index.on(TODAY.plusDays(1));
    assertNotSame(index, tomorrow);
    index = tomorrow;
    assertFalse(ids().contains("i/last-day"));
    assertTrue(ids().contains("b/works"));
    assertFalse(ids("available=true").contains("i/last-day"));
    JsonNode retired = list("view=all", "q=last-day").get("data").get(0);
    assertEquals("unavailable", retired.get("availability").asText());
    assertEquals("retired", retired.at("/offers/0/not_callable").asText());
    assertEquals(TODAY.toString(), retired.get("expiration_date").asText());
  }
}
