package ai.gatewayz.gateway.routing;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.reasoning;
import static ai.gatewayz.gateway.snapshot.Facts.tested;
import static ai.gatewayz.gateway.snapshot.Facts.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.gateway.alias.Alias;
import ai.gatewayz.gateway.alias.AliasPolicy;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.messagestochat.MessagesConversation;
import ai.gatewayz.gateway.protocol.AnswerForm;
import ai.gatewayz.gateway.protocol.CallerProtocol;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Spoken;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.Protocol;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";

  private final List<Offer> offers = new ArrayList<>();
  private final List<Availability> verdicts = new ArrayList<>();
  private final Settings config = new Settings();
  private final Random random = new Random(3);
  private final List<Alias> aliases = new ArrayList<>();
  private Standings standings = Standings.NONE;
  private boolean stale;

  private static final class Settings implements RoutingConfig {
    private Policy sort = Policy.PRICE;
    private final Map<String, Double> weights = new TreeMap<>();
    private final Map<String, Blocked> blocked = new TreeMap<>();

    @Override
    public Policy sort() {
      return sort;
    }

    @Override
    public Optional<List<String>> priority() {
      return Optional.of(List.of("openrouter", "huggingface"));
    }

    @Override
    public Map<String, Double> weights() {
      return weights;
    }

    @Override
    public Map<String, List<String>> fallbacks() {
      return Map.of("a/tired", List.of(LLAMA));
    }

    @Override
    public boolean fallbacksAfterRefusal() {
      return false;
    }

    @Override
    public double cachedShare() {
      return 0.5;
    }

    @Override
    public Map<String, Blocked> blocked() {
      return blocked;
    }
  }

  private record Block(Optional<String> provider, Optional<String> model, Optional<LocalDate> until)
      implements RoutingConfig.Blocked {
    @Override
    public String reason() {
      return "seen to fail";
    }
  }

  private static Offer priced(Offer offer, String usd, Integer context, Signal... signals) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        new Price.PerToken(new BigDecimal(usd), new BigDecimal(usd), null),
        context,
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        List.of(signals),
        offer.probe(),
        offer.version(),
        offer.updated());
  }

  private static Signal speed(double ttft, double tokensPerSecond) {
    return new Signal("host", Signal.State.LIVE, null, null, ttft, tokensPerSecond, null);
  }

  private List<String> providersOf(String model, String more) {
    return order(model, more).stream().map(text -> text.split(" ")[0]).toList();
  }

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
    return routing()
        .route(Snapshot.of(NOON, offers, verdicts), request(body), standings, stale, Permit.ALL);
  }

  private Routing routing() {
    return new Routing(providers(), config, Aliases.of(aliases), () -> NOON, random::nextDouble);
  }

  private static CompletionRequest request(String body) {
    return RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> order(String model, String more) {
    return assertInstanceOf(Route.Candidates.class, route(model, more)).order().stream()
        .map(candidate -> candidate.provider().id() + " " + candidate.upstreamModel())
        .toList();
  }

  private static List<LeftOut> leftOut(Route route) {
    return switch (route) {
      case Route.Candidates candidates -> candidates.leftOut();
      case Route.NothingUsable nothing -> nothing.leftOut();
      case Route.UnknownModel ignored -> List.of();
    };
  }

  private List<String> conditions(String model, String more) {
    return leftOut(route(model, more)).stream().map(LeftOut::condition).distinct().toList();
  }

  private List<String> reasons(Route route) {
    return leftOut(route).stream()
        .map(left -> left.offer().offer().provider() + " " + left.reason().label())
        .toList();
  }

  private static Providers providers() {
    Map<String, ProvidersConfig.Entry> entries = new TreeMap<>();
    for (String id : List.of("fireworks", "huggingface", "openrouter", "together")) {
      entries.put(id, entry(id, Optional.of("k")));
    }
    entries.put("featherless", entry("featherless", Optional.empty()));
    return Providers.from(() -> entries);
  }

  private static ProvidersConfig.Entry entry(String dialect, Optional<String> key) {
    return new ProvidersConfig.Entry() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public String dialect() {
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
    LLAMA + ":fastest,3",
    LLAMA + ":preferred,1",
    "huggingface/" + LLAMA + ":groq,1",
    LLAMA + ":nitro,3",
    LLAMA + ":online,1",
    "huggingface/" + LLAMA + ":cheapest,1",
  })
  void aModelGoesByManyNames(String asked, int candidates) {
    llamaAtThree();
    assertEquals(candidates, order(asked, "").size(), () -> "" + order(asked, ""));
  }

  @Test
  void aRoutingSuffixIsSentToWhoUnderstandsItAndHoldsForAll() {
    offer(priced(chat("fireworks", LLAMA), "3", null, speed(100, 300)));
    offer(priced(chat("huggingface", LLAMA), "2", null, speed(100, 200)));
    offer(priced(chat("openrouter", LLAMA), "1", null, speed(100, 100)));
    assertEquals(
        List.of("openrouter " + LLAMA, "huggingface " + LLAMA + ":cheapest", "fireworks " + LLAMA),
        order(LLAMA + ":cheapest", ""));
    assertEquals(
        List.of("fireworks " + LLAMA, "huggingface " + LLAMA, "openrouter " + LLAMA + ":nitro"),
        order(LLAMA + ":nitro", ""));
    assertEquals(List.of("huggingface " + LLAMA + ":preferred"), order(LLAMA + ":preferred", ""));
  }

  @Test
  void policiesDecideAmongWhatWorksEquallyWell() {
    offer(priced(chat("fireworks", LLAMA), "3", null, speed(300, 90)));
    offer(priced(chat("huggingface", LLAMA), "1", null, speed(200, 10)));
    offer(priced(chat("openrouter", LLAMA), "2", null, speed(100, 50)));
    config.sort = Policy.PRICE;
    assertEquals(List.of("huggingface", "openrouter", "fireworks"), providersOf(LLAMA, ""));
    config.sort = Policy.LATENCY;
    assertEquals(List.of("openrouter", "huggingface", "fireworks"), providersOf(LLAMA, ""));
    config.sort = Policy.THROUGHPUT;
    assertEquals(List.of("fireworks", "openrouter", "huggingface"), providersOf(LLAMA, ""));
    config.sort = Policy.PRIORITY;
    assertEquals(List.of("openrouter", "huggingface", "fireworks"), providersOf(LLAMA, ""));
    assertEquals(
        List.of("huggingface", "openrouter", "fireworks"),
        providersOf(LLAMA, ",\"provider\":{\"sort\":{\"by\":\"price\"}}"));
  }

  private static Offer speaking(Offer offer, Protocol protocol) {
    Map<Capability, CapabilitySource> capabilities = new EnumMap<>(offer.capabilities());
    capabilities.put(protocol.capability(), CapabilitySource.OPERATOR);
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        capabilities,
        offer.input(),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        offer.version(),
        offer.updated());
  }

  /** Who comes first for a request in another protocol. */
  private List<String> spoken(Protocol protocol, String more) {
    CallerProtocol caller =
        new CallerProtocol() {
          @Override
          public Protocol protocol() {
            return protocol;
          }

          @Override
          public AnswerForm asWritten() {
            return AnswerForm.CHAT;
          }

          @Override
          public String keepAlive() {
            return "";
          }
        };
    CompletionRequest asked =
        request("{\"model\":\"" + LLAMA + "\",\"messages\":[{\"role\":\"user\"}]" + more + "}")
            .spokenAs(new Spoken(caller, Map.of(), new MessagesConversation(), request -> null));
    Route route =
        routing().route(Snapshot.of(NOON, offers, verdicts), asked, standings, stale, Permit.ALL);
    return assertInstanceOf(Route.Candidates.class, route).order().stream()
        .map(candidate -> candidate.provider().id())
        .toList();
  }

  @Test
  void whatSpeaksTheCallersProtocolComesBeforeWhatIsCheaper() {
    offer(priced(chat("together", LLAMA), "1", null));
    offer(priced(chat("huggingface", LLAMA), "2", null));
    offer(priced(chat("fireworks", LLAMA), "3", null));
    assertEquals(List.of("huggingface", "fireworks", "together"), spoken(Protocol.MESSAGES, ""));
    assertEquals(List.of("huggingface", "together", "fireworks"), spoken(Protocol.RESPONSES, ""));
    assertEquals(
        List.of("together", "huggingface", "fireworks"),
        spoken(Protocol.MESSAGES, ",\"provider\":{\"sort\":\"price\"}"));
    assertEquals(List.of("together", "huggingface", "fireworks"), providersOf(LLAMA, ""));
  }

  @Test
  void whatAnOfferIsSaidToSpeakCountsAsItsDialectDoes() {
    offer(priced(chat("together", LLAMA), "1", null));
    Offer said =
        offer(
            speaking(priced(chat("together", "x/other", LLAMA, 1), "2", null), Protocol.RESPONSES));
    offer(priced(chat("huggingface", LLAMA), "3", null));
    assertEquals(List.of("together", "huggingface", "together"), spoken(Protocol.RESPONSES, ""));
    offers.forEach(each -> verdict(each, State.AVAILABLE));
    verdicts.add(tested(said, Map.of(Capability.RESPONSES, CapabilityVerdict.State.REFUTED), 2));
    assertEquals("huggingface", spoken(Protocol.RESPONSES, "").getFirst());
  }

  @Test
  void whatIsMeasuredHereCountsMoreThanWhatIsTold() {
    offer(priced(chat("fireworks", LLAMA), "1", null, speed(100, 1)));
    Offer told = offer(priced(chat("huggingface", LLAMA), "1", null, speed(500, 1)));
    config.sort = Policy.LATENCY;
    assertEquals("fireworks", providersOf(LLAMA, "").getFirst());
    standings =
        new Standings() {
          @Override
          public boolean cooling(OfferKey offer) {
            return false;
          }

          @Override
          public OptionalLong ttftMillis(OfferKey offer) {
            return offer.equals(told.key()) ? OptionalLong.of(50) : OptionalLong.empty();
          }
        };
    assertEquals("huggingface", providersOf(LLAMA, "").getFirst());
  }

  @Test
  void whatIsTakenAwayTodayComesLast() {
    LocalDate today = LocalDate.of(2026, 1, 1);
    offer(until(chat("fireworks", LLAMA), today.plusDays(1)));
    verdict(offer(until(chat("huggingface", LLAMA), today)), State.AVAILABLE);
    verdict(offer(chat("openrouter", LLAMA)), State.DEGRADED);
    assertEquals(List.of("fireworks", "openrouter", "huggingface"), providersOf(LLAMA, ""));
  }

  @Test
  void aProvidersOtherNameForAnOfferMeansItsModel() {
    offer(until(chat("openrouter", "x-ai/grok-4.6"), null, "~x-ai/grok-latest"));
    offer(chat("together", "x-ai/grok-4.6"));
    assertEquals(
        List.of("openrouter x-ai/grok-4.6", "together x-ai/grok-4.6"),
        order("~x-ai/grok-latest", ""));
    assertEquals(List.of("openrouter x-ai/grok-4.6"), order("openrouter/~x-ai/grok-latest", ""));
    assertEquals("openrouter x-ai/grok-4.6:nitro", order("~x-ai/grok-latest:nitro", "").getFirst());
  }

  private void twoModels() {
    offer(priced(chat("fireworks", LLAMA), "1", null, speed(300, 1)));
    offer(priced(chat("huggingface", LLAMA), "3", null, speed(100, 1)));
    offer(priced(chat("together", "a/small"), "2", null, speed(50, 1)));
  }

  private void alias(String name, AliasPolicy policy, String... models) {
    aliases.add(new Alias(name, List.of(models), policy));
  }

  @Test
  void anAliasIsItsModelsInOrder() {
    twoModels();
    alias("fast", AliasPolicy.IN_ORDER, "a/small", "no/where", LLAMA);
    assertEquals(
        List.of("together a/small", "fireworks " + LLAMA, "huggingface " + LLAMA),
        order("FAST", ""));
    assertFalse(
        ((Route.Candidates) route("fast"))
            .order().stream().anyMatch(candidate -> candidate.substitute()));
  }

  @Test
  void anAliasIsItsCheapestOrFastestOffer() {
    twoModels();
    alias("cheap", AliasPolicy.CHEAPEST, "a/small", LLAMA);
    alias("quick", AliasPolicy.FASTEST, LLAMA, "a/small");
    assertEquals(List.of("fireworks", "together", "huggingface"), providersOf("cheap", ""));
    assertEquals(List.of("together", "huggingface", "fireworks"), providersOf("quick", ""));
    assertEquals(
        List.of("fireworks", "together", "huggingface"),
        providersOf("quick", ",\"provider\":{\"sort\":\"price\"}"),
        "the caller's own word counts more");
  }

  @Test
  void namesThatOffersCarryAreResolvedLive() {
    ModelAlias fast =
        new ModelAlias("fast", List.of("a/small", LLAMA), ModelAlias.Policy.CHEAPEST, 1);
    twoModels();
    offer(chat("huggingface", "a/small").named(List.of(fast)));
    assertEquals(4, order("Fast", "").size());
    assertEquals("huggingface a/small", order("fast", "").getFirst());
    ModelAlias later = new ModelAlias("FAST", List.of("a/small"), ModelAlias.Policy.IN_ORDER, 2);
    offer(chat("openrouter", "b/other").named(List.of(later)));
    assertEquals(2, order("fast", "").size(), "the newest counts");
    alias("fast", AliasPolicy.IN_ORDER, LLAMA);
    assertEquals(
        List.of("fireworks", "huggingface"),
        providersOf("fast", ""),
        "this gateway's own counts first");
  }

  @Test
  void aPatternIsForNamesThatNoModelHas() {
    twoModels();
    alias("a/*", AliasPolicy.IN_ORDER, LLAMA);
    alias("claude-*", AliasPolicy.IN_ORDER, "anthropic/claude-*", "a/small");
    assertEquals(List.of("together"), providersOf("a/small", ""));
    assertEquals(List.of("fireworks", "huggingface"), providersOf("a/large", ""));
    assertEquals(List.of("together"), providersOf("claude-sonnet-5-20260101", ""));
    offer(chat("openrouter", "anthropic/claude-sonnet-5"));
    assertEquals(
        List.of("openrouter anthropic/claude-sonnet-5", "together a/small"),
        order("claude-sonnet-5", ""));
  }

  @Test
  void anAliasOfWhatNobodyOffersSaysSo() {
    alias("fast", AliasPolicy.IN_ORDER, "no/where", "nor/there");
    Route.UnknownModel unknown = assertInstanceOf(Route.UnknownModel.class, route("fast"));
    assertEquals(List.of("no/where", "nor/there"), unknown.standsFor());
    assertEquals(
        List.of(), assertInstanceOf(Route.UnknownModel.class, route("no/where")).standsFor());
  }

  @Test
  void weightsAreKeptOverManyRequests() {
    llamaAtThree();
    config.sort = Policy.WEIGHTED;
    config.weights.putAll(Map.of("fireworks", 6.0, "huggingface", 3.0, "openrouter", 1.0));
    Map<String, Integer> first = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      first.merge(providersOf(LLAMA, "").getFirst(), 1, Integer::sum);
    }
    assertEquals(3_000, first.get("fireworks"), 150);
    assertEquals(1_500, first.get("huggingface"), 150);
    assertEquals(500, first.get("openrouter"), 150);
    config.weights.put("fireworks", 0.0);
    assertEquals("fireworks", providersOf(LLAMA, "").getLast());
  }

  @Test
  void whatFaltersComesAfterWhatDoesNot() {
    Offer cheap = offer(priced(chat("fireworks", LLAMA), "1", null));
    verdict(cheap, State.AVAILABLE);
    verdict(offer(priced(chat("huggingface", LLAMA), "2", null)), State.AVAILABLE);
    standings =
        new Standings() {
          @Override
          public boolean cooling(OfferKey offer) {
            return false;
          }

          @Override
          public boolean faltering(OfferKey offer) {
            return offer.equals(cheap.key());
          }
        };
    assertEquals(List.of("huggingface", "fireworks"), providersOf(LLAMA, ""));
  }

  @Test
  void aLongPromptGoesFirstWhereItFits() {
    offer(priced(chat("fireworks", LLAMA), "1", 8_000));
    offer(priced(chat("huggingface", LLAMA), "2", 100_000));
    assertEquals(List.of("fireworks", "huggingface"), providersOf(LLAMA, ""));
    assertEquals(
        List.of("huggingface", "fireworks"),
        providersOf(LLAMA, ",\"tools\":[{\"description\":\"" + "word ".repeat(9_000) + "\"}]"));
    assertEquals(
        List.of("fireworks", "huggingface"),
        providersOf(LLAMA, ",\"x\":\"" + "word ".repeat(9_000) + "\""),
        "what is not for the model is not counted");
    assertEquals(
        List.of("fireworks context_too_small"), reasons(route(LLAMA, ",\"max_tokens\":9000")));
  }

  @Test
  void whatAnOperatorBlocksIsLeftOutUntilItsDay() {
    llamaAtThree();
    config.blocked.put(
        "a",
        new Block(
            Optional.of("fireworks"), Optional.of(LLAMA), Optional.of(LocalDate.of(2026, 1, 2))));
    config.blocked.put(
        "b", new Block(Optional.of("huggingface"), Optional.empty(), Optional.empty()));
    config.blocked.put(
        "c",
        new Block(Optional.empty(), Optional.of(LLAMA), Optional.of(LocalDate.of(2026, 1, 1))));
    Route route = route(LLAMA);
    assertEquals(List.of("fireworks blocked", "huggingface blocked"), reasons(route));
    assertEquals(
        List.of(
            new LeftOut.Block("seen to fail", LocalDate.of(2026, 1, 2)),
            new LeftOut.Block("seen to fail", null)),
        leftOut(route).stream().map(LeftOut::block).toList());
    config.blocked.put("d", new Block(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThrows(IllegalArgumentException.class, this::routing);
  }

  @Test
  void aPromiseOnTheDataIsOnlyAskedOfWhoGivesIt() {
    llamaAtThree();
    for (String promise : List.of("\"data_collection\":\"deny\"", "\"zdr\":true")) {
      assertEquals(List.of("openrouter"), providersOf(LLAMA, ",\"provider\":{" + promise + "}"));
    }
    assertEquals(3, providersOf(LLAMA, ",\"provider\":{\"data_collection\":\"allow\"}").size());
  }

  @Test
  void hostsOfOpenRouterAreForOpenRouter() {
    llamaAtThree();
    assertEquals(
        List.of("openrouter"), providersOf(LLAMA, ",\"provider\":{\"only\":[\"deepinfra\"]}"));
    assertEquals(
        List.of("fireworks", "openrouter"),
        providersOf(
            LLAMA, ",\"provider\":{\"order\":[\"fireworks\",\"groq\"],\"allow_fallbacks\":false}"));
  }

  @Test
  void anOldVerdictKeepsNothingOutWhereNothingElseIsLeft() {
    Offer gone = offer(chat("together", LLAMA));
    verdict(gone, State.UNAVAILABLE);
    assertInstanceOf(Route.NothingUsable.class, route(LLAMA));
    stale = true;
    assertTrue(assertInstanceOf(Route.Candidates.class, route(LLAMA)).lastResort());
    offer(chat("openrouter", LLAMA));
    assertEquals(List.of("openrouter"), providersOf(LLAMA, ""));
    assertEquals(List.of("together unavailable"), reasons(route(LLAMA)));
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
  void aConditionThatExcludesIsNamed() {
    llamaAtThree();
    for (String condition :
        List.of(
            "only|{\"only\":[\"together\"]}",
            "ignore|{\"ignore\":[\"fireworks\",\"huggingface\",\"openrouter\"]}",
            "order|{\"order\":[\"together\"],\"allow_fallbacks\":false}",
            "max_price|{\"max_price\":{\"prompt\":0.1}}",
            "max_price|{\"max_price\":{\"completion\":0.1}}")) {
      String[] named = condition.split("\\|");
      assertEquals(List.of("provider." + named[0]), conditions(LLAMA, ",\"provider\":" + named[1]));
    }
    for (String promise : List.of("\"data_collection\":\"deny\"", "\"zdr\":true")) {
      assertEquals(
          List.of("provider." + promise.split("\"")[1]),
          conditions("fireworks/" + LLAMA, ",\"provider\":{" + promise + "}"));
    }
    assertEquals(
        List.of("provider.require_parameters"),
        conditions(
            LLAMA,
            ",\"provider\":{\"require_parameters\":true},\"response_format\":{\"type\":\"json_schema\"}"));
  }

  @Test
  void whatTheRequestDoesNotWantIsNotToldToBeBlocked() {
    llamaAtThree();
    config.blocked.put(
        "a", new Block(Optional.of("huggingface"), Optional.empty(), Optional.empty()));
    assertEquals(
        List.of("fireworks not_wanted", "huggingface blocked", "openrouter not_wanted"),
        reasons(route(LLAMA, ",\"provider\":{\"only\":[\"huggingface\"]}")));
    assertEquals(
        List.of("huggingface not_wanted"),
        reasons(route(LLAMA, ",\"provider\":{\"ignore\":[\"huggingface\"]}")));
  }

  @Test
  void whatCannotDoItOrHasNoKeyIsLeftOut() {
    offer(embeddings("together", "BAAI/bge-m3"));
    offer(chat("featherless", LLAMA));
    assertEquals(List.of("together missing_capability"), reasons(route("BAAI/bge-m3")));
    assertEquals(List.of("featherless unconfigured"), reasons(route(LLAMA)));
  }

  private static final String TOOLS =
      ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

  private void tools(Offer offer, CapabilityVerdict.State state) {
    verdicts.add(tested(offer, Map.of(Capability.TOOLS, state), 1));
  }

  @Test
  void whatWasShownComesBeforeWhatIsDeclaredAndThatBeforeWhatIsNot() {
    Offer declared = offer(priced(chat("fireworks", LLAMA), "0.1", null));
    Offer verified = offer(priced(chat("huggingface", LLAMA), "0.9", null));
    verdict(declared, State.AVAILABLE);
    tools(verified, CapabilityVerdict.State.VERIFIED);
    assertEquals(List.of("huggingface", "fireworks"), providersOf(LLAMA, TOOLS));
    assertEquals(
        List.of("fireworks", "huggingface"),
        providersOf(LLAMA, ""),
        "who does not ask for tools pays no more for them");
  }

  @Test
  void whatWasRefutedIsLeftOutForRequestsThatNeedIt() {
    Offer refuted = offer(priced(chat("fireworks", LLAMA), "0.1", null));
    verdict(offer(priced(chat("huggingface", LLAMA), "0.9", null)), State.AVAILABLE);
    tools(refuted, CapabilityVerdict.State.REFUTED);
    Route route = route(LLAMA, TOOLS);
    assertEquals(List.of("huggingface"), providersOf(LLAMA, TOOLS));
    assertEquals(List.of("fireworks refuted_capability"), reasons(route));
    assertEquals(List.of("tools"), conditions(LLAMA, TOOLS));
    assertEquals(List.of("fireworks", "huggingface"), providersOf(LLAMA, ""));
    stale = true;
    assertEquals(
        List.of("huggingface", "fireworks"),
        providersOf(LLAMA, TOOLS),
        "a verdict that may be old keeps nothing out");
  }

  @Test
  void whereEverythingIsRefutedNothingIsTried() {
    tools(offer(chat("fireworks", LLAMA)), CapabilityVerdict.State.REFUTED);
    Route.NothingUsable nothing = assertInstanceOf(Route.NothingUsable.class, route(LLAMA, TOOLS));
    assertEquals(List.of("fireworks refuted_capability"), reasons(nothing));
    assertEquals(false, nothing.passing());
  }

  @Test
  void whatIsVerifiedAndNotDeclaredIsKnownToDoIt() {
    Offer offer = offer(chat("fireworks", LLAMA));
    String schema =
        ",\"provider\":{\"require_parameters\":true},\"response_format\":{\"type\":\"json_schema\"}";
    assertInstanceOf(Route.NothingUsable.class, route(LLAMA, schema));
    verdicts.add(
        tested(offer, Map.of(Capability.STRUCTURED_OUTPUT, CapabilityVerdict.State.VERIFIED), 1));
    assertEquals(List.of("fireworks"), providersOf(LLAMA, schema));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'reasoning_effort':'low'",
        "'reasoning':{'effort':'high'}",
        "'reasoning':{'enabled':true}",
        "'reasoning':{'max_tokens':1000}",
        "'thinking':{'type':'enabled','budget_tokens':1024}"
      })
  void whoAsksForThoughtsGetsWhatHasShownSomeAndNotWhatHasShownNone(String asks) {
    String more = "," + asks.replace('\'', '"');
    thinks(offer(priced(chat("fireworks", LLAMA), "0.1", null)), CapabilityVerdict.State.REFUTED);
    verdict(offer(priced(reasoning(chat("together", LLAMA)), "0.2", null)), State.AVAILABLE);
    verdict(offer(priced(chat("openrouter", LLAMA), "0.3", null)), State.AVAILABLE);
    thinks(
        offer(priced(chat("huggingface", LLAMA), "0.9", null)), CapabilityVerdict.State.VERIFIED);
    assertEquals(
        List.of("huggingface", "together", "openrouter"),
        providersOf(LLAMA, more),
        "what was shown, then what is declared, then what nobody says");
    assertEquals(List.of("fireworks refuted_capability"), reasons(route(LLAMA, more)));
    assertEquals(List.of("reasoning_effort"), conditions(LLAMA, more));
    assertEquals(
        List.of("huggingface", "together"),
        providersOf(LLAMA, more + ",\"provider\":{\"require_parameters\":true}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'reasoning_effort':'none'",
        "'reasoning_effort':'Off'",
        "'reasoning_effort':null",
        "'reasoning':null",
        "'reasoning':{}",
        "'reasoning':{'effort':'none'}",
        "'reasoning':{'enabled':false,'effort':'high'}",
        "'reasoning':{'effort':'none','max_tokens':1000}",
        "'reasoning':{'exclude':true}",
        "'reasoning':{'max_tokens':0}",
        "'thinking':{'type':'disabled'}",
        "'thinking':{'type':'adaptive'}"
      })
  void whoAsksForNoneOrLeavesItToTheModelNeedsNoThoughts(String asks) {
    thinks(offer(priced(chat("fireworks", LLAMA), "0.1", null)), CapabilityVerdict.State.REFUTED);
    thinks(
        offer(priced(chat("huggingface", LLAMA), "0.9", null)), CapabilityVerdict.State.VERIFIED);
    assertEquals(
        List.of("fireworks", "huggingface"), providersOf(LLAMA, "," + asks.replace('\'', '"')));
  }

  private void thinks(Offer offer, CapabilityVerdict.State state) {
    verdicts.add(tested(offer, Map.of(Capability.REASONING, state), 1));
  }

  @Test
  void embeddingsThatWereRefutedAreNotAskedFor() {
    Offer offer = offer(embeddings("together", "BAAI/bge-m3"));
    verdicts.add(tested(offer, Map.of(Capability.EMBEDDINGS, CapabilityVerdict.State.REFUTED), 1));
    CompletionRequest request =
        RequestScanner.scan(
            Operation.EMBEDDINGS,
            "{\"model\":\"BAAI/bge-m3\",\"input\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    Route route =
        routing().route(Snapshot.of(NOON, offers, verdicts), request, standings, stale, Permit.ALL);
    assertEquals(List.of("together refuted_capability"), reasons(route));
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
  void aNameWithoutItsVendorIsNone() {
    llamaAtThree();
    assertInstanceOf(Route.UnknownModel.class, route("llama-3.3-70b-instruct"));
  }

  @Test
  void alternativesAreWhatIsVerifiedToAnswerAndTakesTheRequest() {
    llamaAtThree();
    verdict(offer(chat("together", "meta-llama/Llama-3.1-70B-Instruct")), State.AVAILABLE);
    offer(chat("together", "meta-llama/Llama-3.2-70B-Instruct"));
    verdict(offer(chat("featherless", "meta-llama/Llama-3.4-70B-Instruct")), State.AVAILABLE);
    verdict(offer(embeddings("together", "meta-llama/Llama-3.5-70B-Embed")), State.AVAILABLE);
    assertEquals(List.of("meta-llama/Llama-3.1-70B-Instruct"), alternatives(""));
    assertEquals(
        List.of(),
        alternatives(",\"response_format\":{\"type\":\"json_schema\"}"),
        "it is not known to answer by a schema");
    assertEquals(List.of(), alternatives(",\"provider\":{\"ignore\":[\"together\"]}"));
    standings = key -> true;
    assertEquals(List.of(), alternatives(""), "it has just failed");
  }

  @Test
  void alternativesOfALikePriceComeFirst() {
    offer(priced(chat("fireworks", LLAMA), "1", null));
    verdict(offer(priced(chat("together", "qwen/one-70b"), "40", null)), State.AVAILABLE);
    verdict(offer(priced(chat("together", "qwen/two-70b"), "1", null)), State.AVAILABLE);
    assertEquals(List.of("qwen/two-70b", "qwen/one-70b"), alternatives(""));
  }

  private List<String> alternatives(String more) {
    return routing()
        .alternatives(
            Snapshot.of(NOON, offers, verdicts),
            request("{\"model\":\"" + LLAMA + "\",\"messages\":[{\"role\":\"user\"}]" + more + "}"),
            standings,
            LLAMA,
            Permit.ALL);
  }
}
