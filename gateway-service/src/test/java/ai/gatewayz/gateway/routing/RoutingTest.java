package ai.gatewayz.gateway.routing;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.request.ProviderPreferences;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";

  private final List<Offer> offers = new ArrayList<>();
  private final List<Availability> verdicts = new ArrayList<>();
  private Standings standings = Standings.NONE;

  private Offer offer(Offer offer) {
    offers.add(offer);
    return offer;
  }

  private void verdict(Offer offer, State state) {
    verdicts.add(ai.gatewayz.gateway.snapshot.Facts.verdict(offer, state, 1));
  }

  private Route route(String model) {
    return route(model, "");
  }

  private Route route(String model, String more) {
    String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\"}]" + more + "}";
    return new Routing(
            providers(), ProviderPreferences.Sort.PRICE, Map.of("a/tired", List.of(LLAMA)))
        .route(
            Snapshot.of(NOON, offers, verdicts),
            RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8)),
            standings);
  }

  private List<String> order(String model, String more) {
    return assertInstanceOf(Route.Candidates.class, route(model, more)).order().stream()
        .map(candidate -> candidate.provider().id() + " " + candidate.upstreamModel())
        .toList();
  }

  private List<String> reasons(Route route) {
    List<LeftOut> out =
        switch (route) {
          case Route.Candidates candidates -> candidates.leftOut();
          case Route.NothingUsable nothing -> nothing.leftOut();
          case Route.UnknownModel ignored -> List.of();
        };
    return out.stream()
        .map(left -> left.offer().offer().provider() + " " + left.reason().label())
        .toList();
  }

  private static Providers providers() {
    Map<String, ProvidersConfig.Entry> entries = new TreeMap<>();
    for (String id : List.of("fireworks", "huggingface", "openrouter", "together")) {
      entries.put(
          id, entry(Dialect.valueOf(id.toUpperCase(java.util.Locale.ROOT)), Optional.of("k")));
    }
    entries.put("featherless", entry(Dialect.FEATHERLESS, Optional.empty()));
    return Providers.from(() -> entries);
  }

  private static ProvidersConfig.Entry entry(Dialect dialect, Optional<String> key) {
    return new ProvidersConfig.Entry() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public Dialect dialect() {
        return dialect;
      }

      @Override
      public Optional<URI> baseUrl() {
        return Optional.of(URI.create("http://localhost/v1"));
      }

      @Override
      public Optional<URI> hubUrl() {
        return Optional.empty();
      }

      @Override
      public Optional<String> apiKey() {
        return key;
      }
    };
  }

  private void llamaAtThree() {
    offer(chat("fireworks", "accounts/fireworks/models/llama-v3p3-70b", LLAMA, 1));
    offer(chat("huggingface", LLAMA));
    offer(chat("openrouter", "meta-llama/llama-3.3-70b-instruct", LLAMA, 1));
  }

  @ParameterizedTest
  @CsvSource({
    LLAMA + ",3",
    "META-LLAMA/llama-3.3-70b-instruct,3",
    "accounts/fireworks/models/llama-v3p3-70b,3",
    "fireworks/accounts/fireworks/models/llama-v3p3-70b,1",
    "fireworks/" + LLAMA + ",1",
    "fireworks:" + LLAMA + ",1",
    LLAMA + ":fireworks,1",
    LLAMA + ":fastest,1",
    "huggingface/" + LLAMA + ":groq,1",
    LLAMA + ":nitro,1",
  })
  void aModelGoesByManyNames(String asked, int candidates) {
    llamaAtThree();
    assertEquals(candidates, order(asked, "").size(), () -> "" + order(asked, ""));
  }

  @Test
  void aRoutingSuffixGoesToWhoUnderstandsIt() {
    llamaAtThree();
    assertEquals(List.of("huggingface " + LLAMA + ":cheapest"), order(LLAMA + ":cheapest", ""));
    assertEquals(
        List.of("openrouter meta-llama/llama-3.3-70b-instruct:floor"), order(LLAMA + ":floor", ""));
  }

  @Test
  void aVariantIsNotExchangedForItsPaidTwin() {
    llamaAtThree();
    offer(chat("openrouter", "meta-llama/llama-3.3-70b-instruct:free", LLAMA, 1));
    assertEquals(
        List.of("openrouter meta-llama/llama-3.3-70b-instruct:free"),
        order("meta-llama/llama-3.3-70b-instruct:free", ""));
  }

  @Test
  void whatIsUnavailableIsNotTried() {
    Offer gone = offer(chat("together", LLAMA));
    verdict(gone, State.UNAVAILABLE);
    offer(chat("openrouter", LLAMA));
    assertEquals(List.of("openrouter " + LLAMA), order(LLAMA, ""));
    assertEquals(List.of("together unavailable"), reasons(route(LLAMA)));

    Route pinned = route("together/" + LLAMA);
    assertTrue(assertInstanceOf(Route.NothingUsable.class, pinned).passing());
  }

  @Test
  void whatWorksComesBeforeWhatIsUnknownAndThatBeforeWhatFalters() {
    verdict(offer(chat("fireworks", LLAMA)), State.DEGRADED);
    offer(chat("huggingface", LLAMA));
    verdict(offer(chat("together", LLAMA)), State.AVAILABLE);
    assertEquals(
        List.of("together " + LLAMA, "huggingface " + LLAMA, "fireworks " + LLAMA),
        order(LLAMA, ""));
  }

  @Test
  void whatSleepsOrJustFailedIsOnlyTriedWhereNothingElseIsLeft() {
    Offer cold = offer(chat("huggingface", LLAMA));
    verdict(cold, State.COLD);
    assertTrue(assertInstanceOf(Route.Candidates.class, route(LLAMA)).lastResort());
    Offer warm = offer(chat("together", LLAMA));
    assertEquals(List.of("together " + LLAMA), order(LLAMA, ""));
    assertEquals(List.of("huggingface cold"), reasons(route(LLAMA)));
    standings = key -> key.equals(warm.key());
    assertEquals(2, order(LLAMA, "").size());
  }

  @Test
  void theRequestSaysWhereItMayGo() {
    llamaAtThree();
    assertEquals(
        "openrouter",
        order(LLAMA, ",\"provider\":{\"order\":[\"openrouter\"]}").getFirst().split(" ")[0]);
    assertEquals(1, order(LLAMA, ",\"provider\":{\"only\":[\"huggingface\"]}").size());
    assertEquals(2, order(LLAMA, ",\"provider\":{\"ignore\":[\"huggingface\"]}").size());
    assertEquals(1, order(LLAMA, ",\"provider\":{\"allow_fallbacks\":false}").size());
    assertEquals(
        1,
        order(LLAMA, ",\"provider\":{\"allow_fallbacks\":false,\"order\":[\"fireworks\"]}").size());
    Route dear = route(LLAMA, ",\"provider\":{\"max_price\":{\"prompt\":0.1}}");
    assertEquals(
        List.of("fireworks over_price", "huggingface over_price", "openrouter over_price"),
        reasons(dear));
  }

  @Test
  void whatCannotDoItOrHasNoKeyIsLeftOut() {
    offer(embeddings("together", "BAAI/bge-m3"));
    offer(chat("featherless", LLAMA));
    assertEquals(List.of("together missing_capability"), reasons(route("BAAI/bge-m3")));
    assertEquals(List.of("featherless unconfigured"), reasons(route(LLAMA)));
  }

  @Test
  void fallbackModelsComeAfterTheFirst() {
    llamaAtThree();
    offer(chat("together", "qwen/qwen3-32b"));
    assertEquals(
        "together qwen/qwen3-32b", order(LLAMA, ",\"models\":[\"qwen/qwen3-32b\"]").getLast());
    assertEquals(1, order("no/such", ",\"models\":[\"qwen/qwen3-32b\"]").size());
  }

  @Test
  void configuredFallbacksComeWhereTheRequestNamesNone() {
    llamaAtThree();
    offer(chat("together", "a/tired"));
    assertEquals(4, order("a/tired", "").size());
    assertEquals("together a/tired", order("a/tired", "").getFirst());
    assertEquals(1, order("a/tired", ",\"models\":[\"no/such\"]").size());
  }

  @Test
  void anUnknownNameIsToldWhatIsNear() {
    llamaAtThree();
    offer(chat("together", "qwen/qwen3-32b"));
    Snapshot snapshot = Snapshot.of(NOON, offers, List.of());
    assertInstanceOf(Route.UnknownModel.class, route("llama-3.3-70b-instruct"));
    assertEquals(List.of(LLAMA), Suggestions.nearest(snapshot, "llama-3.3-70b-instruct"));
    assertEquals(List.of(LLAMA), Suggestions.nearest(snapshot, "meta/llama-3.3-70B-instrct"));
    assertEquals(List.of(), Suggestions.nearest(snapshot, "zzz"));
  }

  @Test
  void alternativesAreOnlyWhatIsVerifiedToAnswer() {
    llamaAtThree();
    Offer working = offer(chat("together", "meta-llama/Llama-3.1-70B-Instruct"));
    offer(chat("together", "meta-llama/Llama-3.2-70B-Instruct"));
    verdict(working, State.AVAILABLE);
    assertEquals(
        List.of("meta-llama/Llama-3.1-70B-Instruct"),
        Suggestions.alternatives(Snapshot.of(NOON, offers, verdicts), LLAMA, Capability.CHAT));
    assertEquals(
        List.of(),
        Suggestions.alternatives(
            Snapshot.of(NOON, offers, verdicts), LLAMA, Capability.EMBEDDINGS));
  }
}
