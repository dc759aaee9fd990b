package ai.gatewayz.providers.huggingface;

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
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.Pager.Next;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class HuggingFaceListerTest {

  private static final String LIVE =
      "'inferenceProviderMapping':[{'provider':'together','status':'live','task':'conversational'},"
          + "{'provider':'hf-inference','status':'live','task':'conversational'}]";

  private final HuggingFaceLister lister = new HuggingFaceLister();
  private final Provider provider =
      provider("huggingface", new HuggingFace(), "https://router.test/v1", "https://hub.test");
  private final ModelList router = list(lister, provider, "router");
  private final ModelList hub = list(lister, provider, "hub");

  @Test
  void asksTheHubForWhatHfInferenceServes() {
    assertTrue(
        hub.first()
            .toString()
            .startsWith("https://hub.test/api/models?inference_provider=hf-inference&limit=1000&"));
    assertEquals("https://router.test/v1/models", router.first().toString());
  }

  @Test
  void onlyALiveConversationalModelChatsAndThenNeedsTheSuffix() {
    ListedOffer chat =
        offer(
            hub.mapper(),
            "{'id':'HuggingFaceTB/SmolLM3-3B','pipeline_tag':'text-generation'," + LIVE + "}");
    assertEquals("HuggingFaceTB/SmolLM3-3B:hf-inference", chat.upstreamId());
    assertEquals(CapabilitySource.LISTED, chat.capabilities().get(Capability.CHAT));
    assertEquals("chat", chat.task());
    assertEquals(
        List.of(new Signal("hf-inference", Signal.State.LIVE, null, null, null, null, null)),
        chat.signals());
    for (String other :
        List.of(
            "{'id':'a/b','pipeline_tag':'text-generation','tags':['conversational'],"
                + LIVE.replace(
                    "'status':'live','task':'conversational'}]",
                    "'status':'staging','task':'conversational'}]")
                + "}",
            "{'id':'a/b','pipeline_tag':'text-generation','tags':['conversational'],"
                + LIVE.replace("'task':'conversational'}]", "'task':'text-generation'}]")
                + "}",
            "{'id':'a/b','pipeline_tag':'text-generation','tags':['pytorch']}",
            "{'id':'a/b','pipeline_tag':'fill-mask','tags':['conversational']}")) {
      ListedOffer offer = offer(hub.mapper(), other);
      assertFalse(offer.capabilities().containsKey(Capability.CHAT), other);
      assertEquals("a/b", offer.upstreamId(), other);
    }
  }

  @Test
  void withoutAMappingTaskAndTagDecide() {
    ListedOffer offer =
        offer(
            hub.mapper(),
            "{'id':'a/b','pipeline_tag':'image-text-to-text','tags':['x','conversational'],"
                + "'createdAt':'2026-08-05T08:22:59.000Z'}");
    assertEquals(CapabilitySource.INFERRED, offer.capabilities().get(Capability.CHAT));
    assertTrue(offer.capabilities().containsKey(Capability.VISION));
    assertEquals("a/b:hf-inference", offer.upstreamId());
    ListedOffer suffixed =
        offer(hub.mapper(), "{'id':'a/b:groq','pipeline_tag':'text-generation'," + LIVE + "}");
    assertEquals("a/b:groq", suffixed.upstreamId());
  }

  @Test
  void readsTheMappingAsAnObjectToo() {
    ListedOffer offer =
        offer(
            hub.mapper(),
            "{'id':'a/b','inferenceProviderMapping':{'hf-inference':{'status':'live','task':'fill-mask'}}}");
    assertEquals("fill-mask", offer.task());
    assertFalse(offer.capabilities().containsKey(Capability.CHAT));
  }

  @Test
  void whatTheRouterListsGoesUpstreamAsItIs() {
    ListedOffer offer =
        offer(
            router.mapper(),
            "{'id':'m/K3','created':1781332977,'architecture':{'input_modalities':['text','image'],"
                + "'output_modalities':['text']},'providers':[{'provider':'together','status':'live',"
                + "'context_length':1000000,'pricing':{'input':3,'output':15},'supports_tools':true,"
                + "'first_token_latency_ms':1836.2,'throughput':18.37},{'provider':'fireworks-ai',"
                + "'status':'live','context_length':1048576,'pricing':{'input':3,'output':15.0}},"
                + "{'provider':'novita','status':'error','pricing':{'input':99,'output':99}}]}");
    assertEquals("m/K3", offer.upstreamId());
    assertEquals(
        new Price.PerToken(new BigDecimal("3"), new BigDecimal("15"), null), offer.price());
    assertEquals(1_000_000, offer.contextTokens());
    assertEquals(3, offer.signals().size());
    assertEquals(Signal.State.ERROR, offer.signals().get(2).state());
    assertEquals(1836.2, offer.signals().getFirst().ttftMillis());
    assertTrue(offer.capabilities().containsKey(Capability.TOOLS));
    assertTrue(offer.capabilities().containsKey(Capability.VISION));
  }

  @Test
  void partnersThatDifferMakeThePriceVariableAndZeroIsOnlyFreeWhereSaid() {
    assertEquals(
        Price.VARIABLE,
        routerPrice("{'pricing':{'input':1,'output':2}},{'pricing':{'input':1,'output':3}}"));
    assertEquals(Price.VARIABLE, routerPrice("{'pricing':{'input':1,'output':2}},{}"));
    assertEquals(Price.UNKNOWN, routerPrice("{'pricing':{'input':0,'output':0},'is_free':false}"));
    assertEquals(Price.FREE, routerPrice("{'pricing':{'input':0,'output':0},'is_free':true}"));
    assertEquals(Price.UNKNOWN, routerPrice("{}"));
    assertEquals(Price.UNKNOWN, routerPrice(""));
  }

  private Price routerPrice(String providers) {
    return offer(router.mapper(), "{'id':'a/b','providers':[" + providers + "]}").price();
  }

  @Test
  void theRoutersWordStandsAndTheHubAddsItsHost() {
    ListedOffer joined =
        lister.join(
            offer(
                router.mapper(),
                "{'id':'a/b','providers':[{'provider':'novita','status':'live'}]}"),
            offer(
                hub.mapper(), "{'id':'a/b','createdAt':'2026-08-05T08:22:59.000Z'," + LIVE + "}"));
    assertEquals("a/b", joined.upstreamId());
    assertEquals(
        List.of("novita", "hf-inference"), joined.signals().stream().map(Signal::host).toList());
    assertEquals("2026-08-05T08:22:59Z", joined.created().toString());
  }

  @Test
  void followsTheLinkAndNothingElse() {
    String next = "https://hub.test/api/models?limit=1000&cursor=eyIk";
    assertEquals(
        new Next.Page(URI.create(next)),
        hub.pager().after(page(hub.first(), "{}", 1000, "<" + next + ">; rel=\"next\"")));
    assertEquals(
        new Next.Page(URI.create(next)),
        hub.pager()
            .after(
                page(
                    hub.first(),
                    "{}",
                    1000,
                    "<https://x.test/>; rel=\"prev\", <" + next + ">;title=\"a\"; rel=next")));
    assertEquals(Next.END, hub.pager().after(page(hub.first(), "{}", 999)));
    assertEquals(
        Next.END,
        hub.pager().after(page(hub.first(), "{}", 377, "<" + next + ">; rel=\"nextish\"")));
    assertEquals(
        new Next.Page(URI.create("https://hub.test/api/models?expand%5B%5D=tags&cursor=a%7Cb")),
        hub.pager()
            .after(
                page(
                    hub.first(),
                    "{}",
                    1000,
                    "<https://hub.test/api/models?expand[]=tags&cursor=a|b>; rel=\"next\"")));
  }

  @Test
  void aLostLinkIsNotTheEnd() {
    assertInstanceOf(Next.Lost.class, hub.pager().after(page(hub.first(), "{}", 1000)));
    assertInstanceOf(
        Next.Lost.class,
        hub.pager().after(page(hub.first(), "{}", 1000, "<http://%zz>; rel=\"next\"")));
  }
}
