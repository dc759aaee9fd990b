package ai.gatewayz.providers.openrouter;

import static ai.gatewayz.providers.Entries.entry;
import static ai.gatewayz.providers.Entries.list;
import static ai.gatewayz.providers.Entries.offer;
import static ai.gatewayz.providers.Entries.page;
import static ai.gatewayz.providers.Entries.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Pager.Next;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenRouterListerTest {

  private final ModelList models =
      list(
          new OpenRouterLister(),
          provider("openrouter", new OpenRouter(), "https://or.test/api/v1", null),
          "models");

  private ListedOffer of(String json) {
    return offer(models.mapper(), json);
  }

  private Price price(String pricing) {
    return of("{'id':'a/b','architecture':{'output_modalities':['text']},'pricing':"
            + pricing
            + "}")
        .price();
  }

  @Test
  void readsAnEntry() {
    ListedOffer offer =
        of(
            "{'id':'qwen/qwen3.8-27b:free','hugging_face_id':'Qwen/Qwen3.8-27B','name':'Qwen: 27B',"
                + "'created':1786722910,'context_length':262144,'architecture':{'input_modalities':"
                + "['text','image'],'output_modalities':['text']},'pricing':{'prompt':'0.00000045',"
                + "'completion':'0.0000032','input_cache_read':'5e-8'},'top_provider':"
                + "{'max_completion_tokens':131072},'supported_parameters':['tools','reasoning',"
                + "'structured_outputs'],'expiration_date':'2026-12-31'}");
    assertEquals("Qwen/Qwen3.8-27B:free", offer.model());
    assertEquals("qwen/qwen3.8-27b:free", offer.upstreamId());
    assertEquals("chat", offer.task());
    assertEquals(
        new Price.PerToken(new BigDecimal("0.45"), new BigDecimal("3.2"), new BigDecimal("0.05")),
        offer.price());
    assertEquals(262144, offer.contextTokens());
    assertEquals(131072, offer.maxOutputTokens());
    assertEquals(Set.of(Modality.TEXT, Modality.IMAGE), offer.input());
    assertEquals(
        Set.of(
            Capability.CHAT,
            Capability.VISION,
            Capability.TOOLS,
            Capability.REASONING,
            Capability.STRUCTURED_OUTPUT),
        offer.capabilities().keySet());
    assertEquals(Set.of(CapabilitySource.LISTED), Set.copyOf(offer.capabilities().values()));
    assertEquals(Instant.ofEpochSecond(1786722910), offer.created());
    assertEquals(LocalDate.of(2026, 12, 31), offer.deprecation());
  }

  @Test
  void takesTheContextOfTheTopProviderWhereTheModelTellsNone() {
    assertEquals(
        8192,
        of("{'id':'a/b','context_length':null,'top_provider':{'context_length':8192}}")
            .contextTokens());
    assertEquals(
        4096,
        of("{'id':'a/b','context_length':4096,'top_provider':{'context_length':8192}}")
            .contextTokens());
  }

  @Test
  void keepsFreeVariableUnknownAndPricedApart() {
    assertEquals(Price.FREE, price("{'prompt':'0','completion':'0'}"));
    assertEquals(Price.FREE, price("{'prompt':'0','completion':'0','web_search':'0.01'}"));
    assertEquals(Price.VARIABLE, price("{'prompt':'-1','completion':'-1'}"));
    assertEquals(Price.UNKNOWN, price("{}"));
    assertEquals(Price.UNKNOWN, price("{'prompt':'0'}"));
    assertEquals(Price.UNKNOWN, price("{'prompt':'cheap','completion':'0'}"));
    assertEquals(Price.UNKNOWN, price("{'prompt':'1e999999999','completion':'0'}"));
    assertEquals(Price.UNKNOWN, price("{'prompt':'0','completion':'0','request':'0.01'}"));
    assertEquals(
        new Price.PerToken(new BigDecimal("0.1"), new BigDecimal("30"), null),
        price("{'prompt':'1e-7','completion':'3E-5'}"));
  }

  @Test
  void aNameForTheNewestIsAnAliasOfIt() {
    String entry = "{'id':'~x-ai/grok-latest','alias_target':";
    Mapped mapped = models.mapper().map(entry(entry + "{'slug':'x-ai/grok-4.6','name':'x'}}"));
    assertEquals("x-ai/grok-4.6", assertInstanceOf(Mapped.Alias.class, mapped).target());
    for (String target :
        List.of("null", "{}", "{'slug':null}", "'x-ai/grok-4.6'", "{'slug':'~x-ai/grok-latest'}")) {
      assertInstanceOf(
          Mapped.Listed.class, models.mapper().map(entry(entry + target + "}")), target);
    }
  }

  @Test
  void pricesOfWhatIsNotTextAreNotPerToken() {
    ListedOffer video =
        of(
            "{'id':'a/v','architecture':{'output_modalities':['video']},'pricing':"
                + "{'prompt':'0','completion':'0'}}");
    assertEquals("text-to-video", video.task());
    assertEquals(Price.UNKNOWN, video.price());
    assertFalse(video.capabilities().containsKey(Capability.CHAT));
    ListedOffer speech =
        of(
            "{'id':'a/t','architecture':{'input_modalities':['audio'],'output_modalities':"
                + "['transcription']},'pricing':{'prompt':'0.36','completion':'0'}}");
    assertEquals("automatic-speech-recognition", speech.task());
    assertEquals(Price.UNKNOWN, speech.price());
    ListedOffer embeddings =
        of(
            "{'id':'a/e','architecture':{'output_modalities':['embeddings']},'pricing':"
                + "{'prompt':'0.00000002','completion':'0'}}");
    assertTrue(embeddings.capabilities().containsKey(Capability.EMBEDDINGS));
    assertEquals(
        new Price.PerToken(new BigDecimal("0.02"), BigDecimal.ZERO, null), embeddings.price());
  }

  @Test
  void pagesKeepTheFiltersAndStayWhereTheyAre() {
    assertEquals(
        "https://or.test/api/v1/models?output_modalities=all&limit=1000&offset=0",
        models.first().toString());
    assertEquals(
        new Next.Page(
            URI.create(
                "https://or.test/api/v1/models?output_modalities=all&limit=1000&offset=500")),
        models
            .pager()
            .after(
                page(
                    models.first(),
                    "{'links':{'next':'https://evil.test/api/v1/models?offset=500&limit=500'}}",
                    500)));
    assertEquals(
        Next.END,
        models.pager().after(page(models.first(), "{'links':{'next':null},'total_count':3}", 3)));
    assertEquals(
        new Next.Page(
            URI.create("https://or.test/api/v1/models?output_modalities=all&limit=1000&offset=3")),
        models.pager().after(page(models.first(), "{'total_count':5}", 3)));
  }
}
