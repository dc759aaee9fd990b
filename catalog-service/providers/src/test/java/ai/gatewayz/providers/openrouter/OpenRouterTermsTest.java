package ai.gatewayz.providers.openrouter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.catalog.contract.PriceTerms.Conditional;
import ai.gatewayz.catalog.contract.PriceTerms.When;
import ai.gatewayz.providers.Recordings;
import ai.gatewayz.providers.normalise.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRouterTermsTest {

  private static final String RECORDED =
      "openrouter/models/models__cassette-openrouter-models-2026-08-maruel-genai--0-200.json";

  private static JsonNode json(String json) {
    try {
      return new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static JsonNode recorded() throws IOException {
    Recordings.require();
    return new ObjectMapper().readTree(Recordings.bytes(RECORDED)).path("data");
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private static PriceTerms terms(String more) {
    Price price =
        OpenRouterPrice.of(
            json("{'prompt':'0.000003','completion':'0.000015'" + more + "}"), Kind.CHAT);
    return ((Price.PerToken) price).terms();
  }

  @Test
  void readsWhatIsAskedBesideTheTokens() {
    assertEquals(
        new PriceTerms(usd("3.75"), usd("6"), usd("0.005"), usd("0.0012"), usd("0.35"), List.of()),
        terms(
            ",'input_cache_write':'0.00000375','input_cache_write_1h':'0.000006',"
                + "'request':'0.005','image':'0.0012','discount':0.35"));
    assertNull(terms(",'request':'0','image':'0','discount':0,'overrides':[],'web_search':'0.01'"));
    assertNull(terms(",'request':'-1','image':null,'discount':2,'overrides':'none'"));
  }

  /** What is listed is what is paid. */
  @Test
  void aDiscountIsNotTakenOffASecondTime() {
    Price.PerToken price =
        (Price.PerToken)
            OpenRouterPrice.of(
                json("{'prompt':'0.000000325','completion':'0.00000195','discount':0.35}"),
                Kind.CHAT);
    assertEquals(usd("0.325"), price.input());
    assertEquals(usd("1.95"), price.output());
  }

  @Test
  void readsConditions() {
    assertEquals(
        List.of(
            new Conditional(
                new When(200_000, null, null, null), usd("6"), usd("22.5"), usd("0.6"), null, null),
            new Conditional(
                new When(null, 600, 60, Set.of(6, 7)), usd("1"), null, null, null, null)),
        terms(
                ",'overrides':[{'min_prompt_tokens':200000,'prompt':'0.000006',"
                    + "'completion':'0.0000225','input_cache_read':'0.0000006','audio':'0.1'},"
                    + "{'utc_start':1000,'utc_end':100,'utc_days':['saturday','sunday'],"
                    + "'prompt':'0.000001'}]")
            .overrides());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'min_prompt_tokens':'many','prompt':'0.000001'}",
        "{'min_prompt_tokens':-1,'prompt':'0.000001'}",
        "{'min_images':3,'prompt':'0.000001'}",
        "{'utc_start':100,'prompt':'0.000001'}",
        "{'utc_start':100,'utc_end':1075,'prompt':'0.000001'}",
        "{'utc_start':100,'utc_end':2500,'prompt':'0.000001'}",
        "{'utc_days':['someday'],'prompt':'0.000001'}",
        "{'utc_days':[],'prompt':'0.000001'}",
        "{'min_prompt_tokens':5,'audio':'0.000001'}",
        "{'min_prompt_tokens':5}",
        "'cheap'"
      })
  void whatIsNotUnderstoodDoesNotHold(String override) {
    assertNull(terms(",'overrides':[" + override + "]"), override);
  }

  @Test
  void aFreeModelThatCostsSometimesIsNotFree() {
    assertEquals(
        Price.UNKNOWN,
        OpenRouterPrice.of(
            json(
                "{'prompt':'0','completion':'0','overrides':[{'min_prompt_tokens':1000,"
                    + "'prompt':'0.000001'}]}"),
            Kind.CHAT));
  }

  @Test
  void recordedConditionsAreAllUnderstood() throws IOException {
    int conditional = 0;
    for (JsonNode model : recorded()) {
      JsonNode pricing = model.path("pricing");
      if (pricing.has("overrides")
          && OpenRouterPrice.of(pricing, Kind.CHAT) instanceof Price.PerToken price) {
        assertEquals(
            pricing.path("overrides").size(),
            price.terms().overrides().size(),
            model.path("id").asText());
        conditional++;
      }
    }
    assertTrue(conditional >= 60, conditional + " with conditions");
  }

  @Test
  void aRecordedPriceFollowsThePeakHours() throws IOException {
    for (JsonNode model : recorded()) {
      if (model.path("id").asText().equals("deepseek/deepseek-v4-pro-0813")) {
        Price.PerToken price =
            (Price.PerToken) OpenRouterPrice.of(model.path("pricing"), Kind.CHAT);
        assertEquals(usd("0.66"), price.at(1, Instant.parse("2026-08-20T00:30:00Z")).input());
        assertEquals(usd("1.32"), price.at(1, Instant.parse("2026-08-20T01:00:00Z")).input());
        assertEquals(usd("0.66"), price.at(1, Instant.parse("2026-08-20T04:00:00Z")).input());
        assertEquals(usd("1.32"), price.at(1, Instant.parse("2026-08-20T09:59:59Z")).input());
        assertEquals(usd("0.66"), price.at(1, Instant.parse("2026-08-20T10:00:00Z")).input());
        return;
      }
    }
    throw new AssertionError("it is recorded");
  }
}
