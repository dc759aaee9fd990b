package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.until;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.health.contract.Availability.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A model's price, context and limits are one offer's; and what can be asked for by them. */
class OneOfferTest extends ListScene {

  private static Price usd(String input, String output) {
    return new Price.PerToken(new BigDecimal(input), new BigDecimal(output), null);
  }

  private void offer(Offer offer, State state) {
    ledger.offer(offer);
    if (state != null) {
      ledger.availability(verdict(offer, state, 1));
    }
  }

  private static Offer at(String provider, Price price, Integer context, Integer maxOutput) {
    return new Changed(chat(provider, "a/model")).offering(price, context, maxOutput);
  }

  private JsonNode model() {
    refresh();
    return list("view=all").get("data").get(0);
  }

  @Test
  void theCheapestOfThoseThatWorkStandsForTheModel() {
    offer(at("together", usd("0.1", "0.1"), 8_192, 1_024), State.UNAVAILABLE);
    offer(at("fireworks", usd("0.5", "1"), 131_072, 4_096), State.AVAILABLE);
    offer(at("huggingface", usd("0.2", "0.4"), 32_768, 2_048), State.AVAILABLE);
    JsonNode model = model();
    assertEquals("huggingface", model.at("/best_offer/provider").asText());
    assertEquals("0.2", model.at("/pricing/input").asText());
    assertEquals(32_768, model.get("context_length").asInt());
    assertEquals(2_048, model.get("max_output_tokens").asInt());
    assertEquals(32_768, model.at("/top_provider/context_length").asInt());
    assertEquals(2_048, model.at("/top_provider/max_completion_tokens").asInt());
    assertEquals("available", model.get("availability").asText());
  }

  @Test
  void rangesAreOfWhatCanBeCalledAndDiffers() {
    offer(at("together", usd("0.01", "0.01"), 1_000_000, 1_024), State.UNAVAILABLE);
    offer(at("fireworks", usd("0.5", "1"), 131_072, 4_096), State.AVAILABLE);
    offer(at("huggingface", usd("0.2", "1"), 32_768, null), null);
    JsonNode ranges = model().get("ranges");
    assertEquals("{\"min\":32768,\"max\":131072}", ranges.get("context_length").toString());
    assertEquals("{\"min\":0.2,\"max\":0.5}", ranges.get("input").toString());
    assertEquals(2, ranges.size(), ranges.toString());
  }

  @Test
  void ofOneOfferThereIsNoRange() {
    offer(at("together", usd("0.1", "0.1"), 8_192, 1_024), State.AVAILABLE);
    assertEquals("{}", model().get("ranges").toString());
  }

  @Test
  void everythingThatIsAskedIsShownAsOpenRouterShowsIt() {
    Price price =
        new Price.PerToken(
            new BigDecimal("3"),
            new BigDecimal("15"),
            new BigDecimal("0.3"),
            new PriceTerms(
                new BigDecimal("3.75"),
                new BigDecimal("6"),
                new BigDecimal("0.01"),
                new BigDecimal("0.0012"),
                new BigDecimal("0.35"),
                List.of(
                    new PriceTerms.Conditional(
                        new PriceTerms.When(200_000, 630, 60, Set.of(6, 7)),
                        new BigDecimal("6"),
                        null,
                        new BigDecimal("0.6"),
                        null,
                        null))));
    offer(at("together", price, 8_192, 1_024), State.AVAILABLE);
    JsonNode pricing = model().get("pricing");
    assertEquals(
        "{\"kind\":\"per_token\",\"input\":3,\"output\":15,\"cached_input\":0.3,"
            + "\"prompt\":\"0.000003\",\"completion\":\"0.000015\","
            + "\"input_cache_read\":\"0.0000003\",\"input_cache_write\":\"0.00000375\","
            + "\"input_cache_write_1h\":\"0.000006\",\"request\":\"0.01\",\"image\":\"0.0012\","
            + "\"discount\":0.35,\"overrides\":[{\"min_prompt_tokens\":200000,\"utc_start\":1030,"
            + "\"utc_end\":100,\"utc_days\":[\"saturday\",\"sunday\"],\"prompt\":\"0.000006\","
            + "\"input_cache_read\":\"0.0000006\"}]}",
        pricing.toString());
  }

  @Test
  void otherNamesOfAProviderStandBesideTheModel() {
    offer(until(chat("together", "a/model"), null, "~a/latest", "a/alias"), State.AVAILABLE);
    assertEquals("[\"a/alias\",\"~a/latest\"]", model().get("aliases").toString());
  }

  @Test
  void whereNothingCanBeCalledTheBestOfTheRestStands() {
    offer(at("together", usd("0.3", "0.3"), 8_192, 1_024), State.UNAVAILABLE);
    offer(at("fireworks", usd("0.1", "0.1"), 4_096, 1_024), State.UNAVAILABLE);
    assertEquals("fireworks", model().at("/best_offer/provider").asText());
  }

  private void fourModels() {
    offer(new Changed(chat("together", "a/cheap")).offering(usd("0.1", "0.2"), 8_192, null), null);
    offer(new Changed(chat("together", "b/dear")).offering(usd("3", "9"), 200_000, null), null);
    offer(new Changed(chat("together", "c/free")).offering(Price.FREE, 32_768, null), null);
    offer(
        new Changed(new Changed(chat("together", "d/unsaid")).offering(Price.UNKNOWN, null, null))
            .taking(Modality.TEXT, Modality.IMAGE),
        null);
    refresh();
  }

  @Test
  void filtersByPriceContextAndModality() {
    fourModels();
    assertEquals(List.of("c/free"), ids("free=true"));
    assertEquals(List.of("a/cheap", "b/dear", "d/unsaid"), ids("free=false"));
    assertEquals(List.of("a/cheap", "c/free"), ids("max_price=0.2"));
    assertEquals(List.of("c/free"), ids("max_price=0.19"));
    assertEquals(List.of("b/dear", "c/free"), ids("min_context=32768"));
    assertEquals(List.of("d/unsaid"), ids("input=image"));
    assertEquals(List.of("d/unsaid"), ids("input=text,image"));
    assertEquals(4, ids("output=text").size());
    assertEquals(List.of(), ids("output=embedding"));
  }

  @Test
  void sortsWithWhatIsUnknownLast() {
    fourModels();
    assertEquals(List.of("c/free", "a/cheap", "b/dear", "d/unsaid"), ids("sort=price"));
    assertEquals(List.of("b/dear", "a/cheap", "c/free", "d/unsaid"), ids("sort=-price"));
    assertEquals(List.of("a/cheap", "c/free", "b/dear", "d/unsaid"), ids("sort=context"));
    assertEquals(List.of("b/dear", "c/free", "a/cheap", "d/unsaid"), ids("sort=-context"));
    assertEquals(List.of("d/unsaid", "c/free", "b/dear", "a/cheap"), ids("sort=-id"));
    assertEquals(ids("sort=-price"), ids("sort=pricing-high-to-low"));
  }

  @Test
  void searchDoesNotMindDotsAndSpaces() {
    offer(chat("together", "meta-llama/Llama-3.3-70B-Instruct"), null);
    offer(chat("together", "meta-llama/Llama-3.1-8B-Instruct"), null);
    refresh();
    for (String words :
        List.of("llama3.3", "llama 3.3", "llama-3.3", "LLAMA33", "llama_3.3", "3.3 llama")) {
      assertEquals(List.of("meta-llama/Llama-3.3-70B-Instruct"), ids("q=" + words), words);
    }
    assertTrue(ids("q=...").isEmpty());
  }
}
