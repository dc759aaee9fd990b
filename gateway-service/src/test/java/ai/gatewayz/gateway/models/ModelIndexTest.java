package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.Availability.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelIndexTest extends ListScene {

  @BeforeEach
  void someModels() {
    Offer dead = chat("together", "a/dead");
    Offer both = chat("together", "b/both");
    Offer bothToo = chat("fireworks", "accounts/both", "b/both", 1);
    Offer locked = chat("portkey", "d/locked");
    List.of(dead, both, bothToo, embeddings("huggingface", "c/Embed"), locked)
        .forEach(ledger::offer);
    ledger.availability(verdict(dead, State.UNAVAILABLE, 1));
    ledger.availability(verdict(both, State.UNAVAILABLE, 1));
    ledger.availability(verdict(bothToo, State.AVAILABLE, 1));
    ledger.availability(verdict(locked, State.AVAILABLE, 1));
    refresh();
  }

  @Test
  void listsEachModelOnceWithAllItsOffers() {
    JsonNode list = list("view=all");

    assertEquals("list", list.get("object").asText());
    assertEquals(4, list.get("total").asInt());
    assertEquals(4, list.get("returned").asInt());
    assertTrue(list.get("limit").isNull());
    assertFalse(list.get("has_more").asBoolean());
    assertEquals(List.of("a/dead", "b/both", "c/Embed", "d/locked"), ids("view=all"));
    assertEquals(2, list.get("data").get(1).get("offers").size());
  }

  @Test
  void anEntryIsOpenAisModelAndMore() {
    JsonNode both = list("view=all").get("data").get(1);

    assertEquals("model", both.get("object").asText());
    assertEquals(NOON.getEpochSecond(), both.get("created").asLong());
    assertEquals("b", both.get("owned_by").asText());
    assertEquals("chat", both.get("task").asText());
    assertTrue(both.get("chat").asBoolean());
    assertEquals("[\"chat\",\"tools\"]", both.get("capabilities").toString());
    assertEquals(131_072, both.get("context_length").asInt());
    assertEquals(
        "{\"kind\":\"per_token\",\"input\":0.2,\"output\":0.6,"
            + "\"prompt\":\"0.0000002\",\"completion\":\"0.0000006\"}",
        both.get("pricing").toString());
    assertEquals("available", both.get("availability").asText());
    assertEquals(NOON.toString(), both.get("last_verified").asText());
    JsonNode dead = both.get("offers").get(1);
    assertEquals("together", dead.get("provider").asText());
    assertEquals("unavailable", dead.get("availability").asText());
    assertEquals("model_gone", dead.get("reason").asText());
  }

  @Test
  void whatIsNotForChatSaysSo() {
    JsonNode embed = list("q=embed").get("data").get(0);

    assertFalse(embed.get("chat").asBoolean());
    assertEquals("feature-extraction", embed.get("task").asText());
    assertEquals("unknown", embed.get("availability").asText());
    assertEquals(
        "{\"kind\":\"unknown\",\"prompt\":\"-1\",\"completion\":\"-1\"}",
        embed.get("pricing").toString());
    assertEquals(0, embed.get("created").asLong());
    assertTrue(embed.get("context_length").isNull());
  }

  @Test
  void aModelWithoutAKeyForItsProviderIsNotShownAsAvailable() {
    assertEquals(
        "unconfigured",
        list("q=locked", "view=all").get("data").get(0).get("availability").asText());
    assertEquals(List.of("b/both"), ids("available=true"));
    assertEquals(List.of("a/dead", "c/Embed", "d/locked"), ids("available=false"));
  }

  @Test
  void aProvidersListHasItsModelsWithItsOffersOnly() {
    JsonNode list = list("gateway=Together");

    assertEquals(2, list.get("total").asInt());
    JsonNode both = list.get("data").get(1);
    assertEquals(1, both.get("offers").size());
    assertEquals("unavailable", both.get("availability").asText());
    assertEquals(List.of(), ids("provider=together", "available=true"));
    assertEquals(List.of("b/both"), ids("provider=fireworks", "available=true"));
    assertEquals(List.of("c/Embed"), ids("gateway=hug"));
    assertEquals(4, ids("gateway=all").size());
  }

  @Test
  void searchesIdsAndNamesByAllTermsWithoutRegardToCase() {
    assertEquals(List.of("c/Embed"), ids("q=EMBED"));
    assertEquals(List.of("b/both"), ids("q= bo  b/"));
    assertEquals(List.of(), ids("q=both dead"));
  }

  @Test
  void filtersByCapabilities() {
    assertEquals(List.of("c/Embed"), ids("capability=embeddings"));
    assertEquals(3, ids("view=all", "capability=chat,tools").size());
    assertEquals(3, ids("view=all", "capability=chat", "capability=tools").size());
    assertEquals(List.of(), ids("capability=chat,embeddings"));
  }

  @Test
  void pages() {
    assertEquals(List.of("b/both", "c/Embed"), ids("view=all", "offset=1", "limit=2"));
    assertTrue(list("view=all", "offset=1", "limit=2").get("has_more").asBoolean());
    assertFalse(list("view=all", "offset=2", "limit=2").get("has_more").asBoolean());
    assertEquals(4, list("view=all", "offset=9").get("total").asInt());
    assertEquals(List.of(), ids("offset=9", "limit=1000000"));
  }

  @Test
  void whatIsNotUnderstoodIsToldWithWhatWouldBe() {
    for (String bad :
        List.of(
            "gateway=nobody",
            "provider=",
            "available=maybe",
            "view=nice",
            "capability=flying",
            "input=smell",
            "output=smell",
            "free=perhaps",
            "max_price=cheap",
            "max_price=-1",
            "max_price=1e9",
            "max_price=" + "9".repeat(21),
            "min_context=0",
            "sort=colour",
            "limit=0",
            "limit=-1",
            "limit=1e3",
            "limit=99999999999",
            "offset=-1",
            "q=" + "x".repeat(201))) {
      var thrown = assertThrows(InvalidParameterException.class, () -> list(bad), bad);
      assertEquals(bad.substring(0, bad.indexOf('=')), thrown.parameter());
    }
    var unknown = assertThrows(InvalidParameterException.class, () -> list("gateway=nobody"));
    assertEquals(
        "No such provider. Known providers: all, fireworks, huggingface, portkey, together.",
        unknown.getMessage());
    assertThrows(
        InvalidParameterException.class, () -> list("gateway=together", "provider=fireworks"));
    assertThrows(InvalidParameterException.class, () -> list("view=all", "available=true"));
  }

  @Test
  void onlyWhatHasChangedIsWrittenAnew() {
    List<ModelRow> before = index.rows();
    List<ModelRow> togetherBefore = index.rowsOf("together");
    ledger.availability(verdict(chat("together", "a/dead"), State.AVAILABLE, 2));
    ledger.offer(chat("together", "aa/new"));
    refresh();

    assertEquals("aa/new", index.rows().get(1).id());
    assertNotEquals(before.getFirst().digest(), index.rows().getFirst().digest());
    for (int i = 1; i < before.size(); i++) {
      assertSame(before.get(i), index.rows().get(i + 1));
    }
    assertSame(togetherBefore.get(1), index.rowsOf("together").get(2));
    assertEquals("aa/new", index.rowsOf("together").get(1).id());
  }

  @Test
  void theDigestIsOfTheContentNotOfTheHistory() {
    long before = index.digest();
    ledger.offer(chat("together", "z/new"));
    refresh();
    assertNotEquals(before, index.digest());

    ledger.withdraw(chat("together", "z/new").key());
    refresh();
    assertEquals(before, index.digest());
    assertEquals(before, ModelIndex.empty(REACH).next(ledger.snapshot(NOON)).digest());
    assertEquals(2, index.rowsOf("together").size());
  }
}
