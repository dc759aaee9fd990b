package ai.gatewayz.providers;

import static ai.gatewayz.providers.Entries.list;
import static ai.gatewayz.providers.Entries.offer;
import static ai.gatewayz.providers.Entries.page;
import static ai.gatewayz.providers.Entries.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.featherless.Featherless;
import ai.gatewayz.providers.fireworks.Fireworks;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Pager.Next;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.portkey.Portkey;
import ai.gatewayz.providers.together.Together;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherListersTest {

  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-01T00:00:00Z");

  private static ModelList of(Dialect dialect, String base, String name) {
    return list(dialect.lister(CLOCK), at(dialect, base), name);
  }

  private static Provider at(Dialect dialect, String base) {
    return provider("p", dialect, base, null);
  }

  @Test
  void portkeysSlugIsAnAccountNotAVendor() {
    ModelList models = of(new Portkey(), "https://pk.test/v1", "models");
    assertEquals("openai/gpt-5", offer(models.mapper(), "{'id':'@my-openai/gpt-5'}").model());
    ListedOffer nested = offer(models.mapper(), "{'id':'@deepinfra/zai-org/GLM-4.5-Air'}");
    assertEquals("zai-org/GLM-4.5-Air", nested.model());
    assertEquals("@deepinfra/zai-org/GLM-4.5-Air", nested.upstreamId());
    assertTrue(nested.capabilities().containsKey(Capability.CHAT));
    assertTrue(
        offer(models.mapper(), "{'id':'@deepinfra/BAAI/bge-m3-multi'}")
            .capabilities()
            .containsKey(Capability.CHAT));
    assertEquals(Price.UNKNOWN, nested.price());
  }

  @Test
  void portkeyStepsByWhatCame() {
    ModelList models = of(new Portkey(), "https://pk.test/v1", "models");
    assertEquals(
        new Next.Page(URI.create("https://pk.test/v1/models?limit=500&offset=100")),
        models.pager().after(page(models.first(), "{'total':215}", 100)));
    assertEquals(Next.END, models.pager().after(page(models.first(), "{'total':100}", 100)));
    assertEquals(Next.END, models.pager().after(page(models.first(), "{}", 100)));
  }

  @Test
  void featherlessPagesByNumber() {
    ModelList models = of(new Featherless(), "https://fl.test/v1", "models");
    assertEquals("https://fl.test/v1/models?per_page=1000&page=1", models.first().toString());
    assertEquals(
        new Next.Page(URI.create("https://fl.test/v1/models?per_page=1000&page=2")),
        models.pager().after(page(models.first(), "{'pagination':{'total_pages':2}}", 700)));
    assertEquals(
        Next.END,
        models.pager().after(page(models.first(), "{'pagination':{'total_pages':1}}", 1000)));
    // A server that knows no paging sends all at once.
    assertEquals(Next.END, models.pager().after(page(models.first(), "{}", 15_698)));
    assertEquals(22, models.pager().total(page(models.first(), "{'total':22}", 2)).getAsLong());
  }

  @Test
  void featherlessTellsWarmFromCold() {
    ModelList models = of(new Featherless(), "https://fl.test/v1", "models");
    ListedOffer warm =
        offer(
            models.mapper(),
            "{'id':'moonshotai/Kimi-K3','context_length':32768,'max_completion_tokens':4096,"
                + "'availability':{'tier':'warm'},'pricing':{'input':3,'output':15,'prompt':'0.1'},"
                + "'features':{'tool_use':true,'image_input':true},'status':'active'}");
    assertEquals(
        List.of(new Signal("featherless", Signal.State.LIVE, null, null, null, null, null)),
        warm.signals());
    assertEquals(new Price.PerToken(new BigDecimal(3), new BigDecimal(15), null), warm.price());
    assertTrue(warm.capabilities().containsKey(Capability.VISION));
    ListedOffer cold =
        offer(
            models.mapper(),
            "{'id':'a/B','status':'not_deployed','pricing':{'prompt':'0.000003','completion':'0.000015'}}");
    assertEquals(Signal.State.COLD, cold.signals().getFirst().state());
    assertEquals(warm.price(), cold.price());
    assertEquals(Price.UNKNOWN, offer(models.mapper(), "{'id':'a/B'}").price());
  }

  @Test
  void fireworksJoinsWhatCanBeCalledWithWhatItIs() {
    Lister lister = new Fireworks().lister(CLOCK);
    ModelList callable = of(new Fireworks(), "https://fw.test/inference/v1", "serverless");
    ModelList library = of(new Fireworks(), "https://fw.test/inference/v1", "library");
    assertEquals(
        "https://fw.test/v1/accounts/fireworks/models?pageSize=200", library.first().toString());
    String id = "accounts/fireworks/models/deepseek-v3p1";
    ListedOffer listed =
        offer(
            library.mapper(),
            "{'name':'"
                + id
                + "','displayName':'DeepSeek V3.1','kind':'HF_BASE_MODEL','state':'READY',"
                + "'public':true,'supportsServerless':true,'supportsTools':true,'contextLength':163840,"
                + "'huggingFaceUrl':'https://huggingface.co/deepseek-ai/DeepSeek-V3.1',"
                + "'deprecationDate':{'year':2026,'month':12,'day':1}}");
    assertEquals(true, listed.serverless());
    ListedOffer joined =
        lister.join(
            offer(
                callable.mapper(),
                "{'id':'" + id + "','kind':'HF_BASE_MODEL','supports_chat':true}"),
            listed);
    assertEquals("deepseek-ai/DeepSeek-V3.1", joined.model());
    assertEquals("DeepSeek V3.1", joined.name());
    assertEquals(LocalDate.of(2026, 12, 1), joined.deprecation());
    assertEquals(163840, joined.contextTokens());
    assertTrue(joined.capabilities().containsKey(Capability.TOOLS));
    assertEquals(Price.UNKNOWN, joined.price());
  }

  @Test
  void fireworksKindWinsAndAdaptersAreOtherModels() {
    ModelList callable = of(new Fireworks(), "https://fw.test/inference/v1", "serverless");
    ListedOffer embedding =
        offer(
            callable.mapper(),
            "{'id':'accounts/fireworks/models/qwen3-embedding-8b','kind':'EMBEDDING_MODEL','supports_chat':true}");
    assertFalse(embedding.capabilities().containsKey(Capability.CHAT));
    assertTrue(embedding.capabilities().containsKey(Capability.EMBEDDINGS));
    ModelList library = of(new Fireworks(), "https://fw.test/inference/v1", "library");
    ListedOffer adapter =
        offer(
            library.mapper(),
            "{'name':'accounts/fireworks/models/my-lora','kind':'HF_PEFT_ADDON','state':'READY','public':true,"
                + "'supportsServerless':true,'huggingFaceUrl':'https://huggingface.co/meta-llama/Base'}");
    assertEquals("fireworks/my-lora", adapter.model());
    ListedOffer expired =
        offer(
            library.mapper(),
            "{'name':'accounts/fireworks/models/old','kind':'HF_BASE_MODEL','state':'READY','public':true,"
                + "'supportsServerless':true,'deprecationDate':{'year':2026,'month':10,'day':1}}");
    assertEquals(false, expired.serverless());
  }

  @Test
  void fireworksFollowsItsToken() {
    ModelList library = of(new Fireworks(), "https://fw.test/inference/v1", "library");
    assertEquals(
        new Next.Page(
            URI.create(
                "https://fw.test/v1/accounts/fireworks/models?pageSize=200&pageToken=a%2Bb%3D")),
        library.pager().after(page(library.first(), "{'nextPageToken':'a+b='}", 200)));
    assertEquals(
        Next.END, library.pager().after(page(library.first(), "{'nextPageToken':''}", 200)));
  }

  @Test
  void togetherTellsWhatNeedsADeploymentByItsPrice() {
    ModelList models = of(new Together(), "https://tg.test/v1", "models");
    ListedOffer sold =
        offer(
            models.mapper(),
            "{'id':'openai/gpt-oss-120b','type':'chat','context_length':131072,"
                + "'pricing':{'input':0.13999999999999999,'output':0.6,'cached_input':0.03}}");
    assertEquals(true, sold.serverless());
    assertEquals(
        new Price.PerToken(
            new BigDecimal("0.13999999999999999"), new BigDecimal("0.6"), new BigDecimal("0.03")),
        sold.price());
    ListedOffer dedicated =
        offer(
            models.mapper(),
            "{'id':'a/B','type':'chat','pricing':{'input':0,'output':0,'hourly':0}}");
    assertEquals(false, dedicated.serverless());
    assertEquals(Price.UNKNOWN, dedicated.price());
    ListedOffer image =
        offer(models.mapper(), "{'id':'a/flux','type':'image','pricing':{'input':0,'output':0}}");
    assertEquals(null, image.serverless());
    assertEquals("text-to-image", image.task());
    assertEquals("hologram", offer(models.mapper(), "{'id':'a/h','type':'hologram'}").task());
  }

  /** By the token at Together, and by the search elsewhere. */
  @Test
  void whoRanksIsListedToRank() {
    ModelList together = of(new Together(), "https://tg.test/v1", "models");
    ListedOffer sold =
        offer(
            together.mapper(),
            "{'id':'Salesforce/Llama-Rank-V1','type':'rerank','pricing':{'input':0.1,'output':0.1}}");
    assertEquals("text-ranking", sold.task());
    assertEquals(Set.of(Capability.RERANK), sold.capabilities().keySet());
    assertEquals(true, sold.serverless());
    ListedOffer dedicated =
        offer(
            together.mapper(),
            "{'id':'mixedbread-ai/mxbai','type':'rerank','pricing':{'input':0,'output':0}}");
    assertEquals(false, dedicated.serverless());
    ModelList openRouter = of(new OpenRouter(), "https://or.test/api/v1", "models");
    ListedOffer cohere =
        offer(
            openRouter.mapper(),
            "{'id':'cohere/rerank-v3.5','architecture':{'input_modalities':['text'],"
                + "'output_modalities':['rerank']},'pricing':{'prompt':'0','completion':'0'}}");
    assertEquals(Set.of(Capability.RERANK), cohere.capabilities().keySet());
    assertEquals(Price.UNKNOWN, cohere.price(), "nothing by the token is not free");
    ModelList fireworks = of(new Fireworks(), "https://fw.test/inference/v1", "serverless");
    ListedOffer qwen =
        offer(
            fireworks.mapper(),
            "{'id':'accounts/fireworks/models/qwen3-reranker-8b','kind':'EMBEDDING_MODEL','supports_chat':true}");
    assertEquals(Set.of(Capability.RERANK), qwen.capabilities().keySet());
    ModelList acme = of(new OpenAi(), "https://acme.test/v1", "models");
    Offer named = offer(acme.mapper(), "{'id':'bge-reranker-v2'}").at("acme", 1, Instant.EPOCH);
    assertEquals(
        List.of(Operation.RERANK, Operation.CHAT),
        SmallestQuestion.operations(named, new OpenAi().probes()));
  }

  /** Where a provider has OpenAI's address for it. */
  @Test
  void whoPaintsOrSpeaksOrListensIsListedToDoSo() {
    ModelList together = of(new Together(), "https://tg.test/v1", "models");
    ListedOffer flux = offer(together.mapper(), "{'id':'a/flux','type':'image'}");
    assertEquals(Set.of(Capability.IMAGES), flux.capabilities().keySet());
    ModelList openRouter = of(new OpenRouter(), "https://or.test/api/v1", "models");
    ListedOffer mai =
        offer(
            openRouter.mapper(),
            "{'id':'microsoft/mai-image','architecture':{'input_modalities':['text'],"
                + "'output_modalities':['image']},'pricing':{'prompt':'0.000005','completion':'0'}}");
    assertEquals(Set.of(Capability.IMAGES), mai.capabilities().keySet());
    assertEquals("images", new OpenRouter().path(Operation.IMAGES));
    ListedOffer kokoro = offer(together.mapper(), "{'id':'hexgrad/Kokoro-82M','type':'audio'}");
    assertEquals(Set.of(Capability.SPEECH), kokoro.capabilities().keySet());
    ListedOffer fish =
        offer(
            openRouter.mapper(),
            "{'id':'fish-audio/s1','architecture':{'input_modalities':['text'],"
                + "'output_modalities':['speech']},'pricing':{'prompt':'0.000015','completion':'0'}}");
    assertEquals(Set.of(Capability.SPEECH), fish.capabilities().keySet());
    assertEquals(Price.UNKNOWN, fish.price(), "by the character");
    ListedOffer whisper =
        offer(together.mapper(), "{'id':'openai/whisper-large-v3','type':'transcribe'}");
    assertEquals(Set.of(Capability.TRANSCRIPTIONS), whisper.capabilities().keySet());
    ModelList fireworks = of(new Fireworks(), "https://fw.test/inference/v1", "serverless");
    ListedOffer schnell =
        offer(
            fireworks.mapper(),
            "{'id':'accounts/fireworks/models/flux-1-schnell-fp8','kind':'FLUMINA_BASE_MODEL'}");
    assertEquals("text-to-image", schnell.task());
    assertEquals(Set.of(), schnell.capabilities().keySet());
    ModelList acme = of(new OpenAi(), "https://acme.test/v1", "models");
    Offer named = offer(acme.mapper(), "{'id':'dall-e-3'}").at("acme", 1, Instant.EPOCH);
    assertTrue(named.can(Capability.IMAGES));
    assertTrue(SmallestQuestion.leavesOpen(named));
    assertEquals(
        List.of(Operation.CHAT), SmallestQuestion.operations(named, new OpenAi().probes()));
  }

  @Test
  void anyOtherServerIsReadAsOpenAi() {
    ModelList models = of(new OpenAi(), "https://acme.test/v1", "models");
    ListedOffer offer =
        offer(models.mapper(), "{'id':'llama-8b','created':1700000000,'max_model_len':8192}");
    assertEquals("p/llama-8b", offer.model());
    assertEquals(8192, offer.contextTokens());
    assertEquals(Instant.ofEpochSecond(1_700_000_000), offer.created());
  }

  /** A name says what to ask first, and forbids nothing. */
  @Test
  void aNameRulesNoChatOut() {
    ModelList acme = of(new OpenAi(), "https://acme.test/v1", "models");
    ModelList portkey = of(new Portkey(), "https://pk.test/v1", "models");
    for (String name :
        List.of("clip-talker-7b", "story-embed-13b", "flux-writer", "whisper-chat")) {
      for (ListedOffer offer :
          List.of(
              offer(acme.mapper(), "{'id':'" + name + "'}"),
              offer(portkey.mapper(), "{'id':'@mine/" + name + "'}"))) {
        assertTrue(offer.capabilities().containsKey(Capability.CHAT), name);
      }
    }
    Offer vectors = offer(acme.mapper(), "{'id':'text-embedding-3'}").at("acme", 1, Instant.EPOCH);
    assertEquals(
        List.of(Operation.EMBEDDINGS, Operation.CHAT),
        SmallestQuestion.operations(vectors, new OpenAi().probes()));
    ModelList fireworks = of(new Fireworks(), "https://fw.test/inference/v1", "serverless");
    assertTrue(
        offer(fireworks.mapper(), "{'id':'accounts/a/models/clip-talker'}")
            .capabilities()
            .containsKey(Capability.CHAT));
    assertFalse(
        offer(fireworks.mapper(), "{'id':'accounts/a/models/clip-talker','supports_chat':false}")
            .capabilities()
            .containsKey(Capability.CHAT));
  }
}
