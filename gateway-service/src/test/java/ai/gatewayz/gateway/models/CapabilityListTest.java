package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.tested;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list tells what is declared, what was shown and what is not so. */
class CapabilityListTest extends ListScene {

  private void offer(Offer offer, Map<Capability, State> states) {
    ledger.offer(offer);
    ledger.availability(tested(offer, states, 1));
  }

  private void threeModels() {
    offer(chat("together", "a/declared"), Map.of());
    offer(chat("together", "a/verified"), Map.of(Capability.TOOLS, State.VERIFIED));
    offer(chat("together", "a/refuted"), Map.of(Capability.TOOLS, State.REFUTED));
    refresh();
  }

  @Test
  void eachCapabilityIsDeclaredVerifiedOrRefuted() {
    threeModels();
    JsonNode data = list("sort=id").get("data");
    JsonNode declared = data.get(0).at("/offers/0/capability_tests/tools");
    assertEquals("{\"state\":\"declared\"}", declared.toString());
    JsonNode refuted = data.get(1).at("/offers/0/capability_tests/tools");
    assertEquals("refuted", refuted.get("state").asText());
    assertEquals("ignored", refuted.get("reason").asText());
    assertEquals("2026-01-01T12:00:00Z", refuted.get("at").asText());
    assertEquals("probe", refuted.get("evidence").asText());
    JsonNode verified = data.get(2).at("/offers/0/capability_tests/tools");
    assertEquals("verified", verified.get("state").asText());
    assertEquals("[\"tools\"]", data.get(2).get("verified_capabilities").toString());
  }

  @Test
  void whatIsRefutedIsNotAmongWhatItCanDo() {
    threeModels();
    JsonNode refuted = list("sort=id").get("data").get(1);
    assertEquals("[\"chat\"]", refuted.get("capabilities").toString());
    assertEquals("[\"chat\"]", refuted.at("/offers/0/capabilities").toString());
    assertFalse(refuted.get("supported_parameters").toString().contains("tools"));
    assertEquals(List.of("a/declared", "a/verified"), ids("capability=tools", "sort=id"));
    assertEquals(List.of("a/verified"), ids("verified=tools"));
    assertThrows(InvalidParameterException.class, () -> query("verified=chat"));
  }

  /** Of those that its list declares, and those that an answer has shown. */
  @Test
  void protocolsAreThoseInWhichItCanBeAsked() {
    offer(chat("together", "a/chats"), Map.of(Capability.TOOLS, State.VERIFIED));
    offer(chat("together", "a/more"), Map.of(Capability.MESSAGES, State.VERIFIED));
    offer(chat("together", "a/none"), Map.of(Capability.CHAT, State.REFUTED));
    refresh();
    JsonNode data = list("sort=id", "view=all").get("data");
    assertEquals("[\"chat\"]", data.get(0).at("/offers/0/protocols").toString());
    assertEquals("[\"chat\",\"messages\"]", data.get(1).at("/offers/0/protocols").toString());
    assertEquals("[]", data.get(2).at("/offers/0/protocols").toString());
    assertEquals(List.of("a/more"), ids("capability=messages"));
  }

  /** One offer of a model that can is enough for the model. */
  @Test
  void aModelCanWhatOneOfItsOffersCan() {
    offer(chat("together", "a/model"), Map.of(Capability.TOOLS, State.REFUTED));
    offer(chat("fireworks", "a/model"), Map.of(Capability.TOOLS, State.VERIFIED));
    refresh();
    assertEquals(List.of("a/model"), ids("verified=tools"));
    assertEquals(List.of("a/model"), ids("capability=tools"));
  }

  @Test
  void theDimensionOfEmbeddingsIsTold() {
    offer(embeddings("together", "a/embeds"), Map.of(Capability.EMBEDDINGS, State.VERIFIED));
    offer(embeddings("together", "a/pretends"), Map.of(Capability.EMBEDDINGS, State.REFUTED));
    refresh();
    JsonNode data = list().get("data");
    assertEquals(1, data.size(), "what makes no embeddings and nothing else cannot be called");
    assertEquals(1_024, data.get(0).at("/offers/0/capability_tests/embeddings/dimension").asInt());
    assertTrue(list("view=all").get("data").toString().contains("a/pretends"));
  }
}
