package ai.gatewayz.gateway.routing;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import ai.gatewayz.providers.dialect.Dialect;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNamesTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final List<String> SIX =
      List.of("featherless", "fireworks", "huggingface", "openrouter", "portkey", "together");

  private final List<Offer> offers = new ArrayList<>();

  private ModelNames names() {
    Map<String, ProvidersConfig.Entry> entries = new TreeMap<>();
    SIX.forEach(id -> entries.put(id, new Entry(id)));
    Providers providers = Providers.from(() -> entries);
    return new ModelNames(Snapshot.of(NOON, offers, List.of()), providers);
  }

  private record Entry(String dialect) implements ProvidersConfig.Entry {
    @Override
    public boolean enabled() {
      return true;
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
      return dialect.equals("featherless") ? Optional.empty() : Optional.of("k");
    }
  }

  /** Who gets a request by that name, and what the model is called in it. */
  private List<String> sent(String asked) {
    Map<String, Dialect> dialects = new TreeMap<>();
    SIX.forEach(id -> dialects.put(id, Dialects.STANDARD.named(id).orElseThrow()));
    return names()
        .find(asked)
        .map(wanted -> wanted.offers().stream().map(view -> sent(wanted, view, dialects)).toList())
        .orElse(List.of());
  }

  private static String sent(Wanted wanted, OfferView view, Map<String, Dialect> dialects) {
    String id = view.offer().provider();
    return id
        + " "
        + wanted.upstreamModel(
            view,
            new ai.gatewayz.providers.Provider(
                id,
                dialects.get(id),
                URI.create("http://localhost/v1"),
                Optional.empty(),
                Optional.empty()));
  }

  private void everywhere() {
    SIX.forEach(id -> offers.add(chat(id, LLAMA)));
  }

  @ParameterizedTest
  @FieldSource("SIX")
  void aModelNamedWithAProviderIsThatProviders(String provider) {
    everywhere();
    // Listed by others under those very names: nobody takes away what is sent to one provider.
    String other = provider.equals("huggingface") ? "openrouter" : "huggingface";
    offers.add(chat(other, LLAMA + ":" + provider));
    offers.add(chat(other, provider + ":" + LLAMA));
    offers.add(chat(other, provider + "/" + LLAMA));
    List<String> only = List.of(provider + " " + LLAMA);
    for (String model : List.of(LLAMA, LLAMA.toLowerCase(Locale.ROOT))) {
      assertEquals(only, sent(model + ":" + provider));
      assertEquals(only, sent(model + ":" + provider.toUpperCase(Locale.ROOT)));
      assertEquals(only, sent(provider + "/" + model));
      assertEquals(only, sent(provider + ":" + model));
      assertEquals(only, sent(provider.toUpperCase(Locale.ROOT) + "/" + model));
      assertEquals(only, sent(provider + "/" + model + ":" + provider + ""), "said twice");
    }
  }

  @ParameterizedTest
  @FieldSource("SIX")
  void aProviderWithoutTheModelIsNotReplacedByAnother(String provider) {
    everywhere();
    offers.removeIf(offer -> offer.provider().equals(provider));
    for (String asked :
        List.of(LLAMA + ":" + provider, provider + "/" + LLAMA, provider + ":" + LLAMA)) {
      boolean partner = provider.equals("featherless") && asked.endsWith(":" + provider);
      assertEquals(
          partner ? List.of("huggingface " + LLAMA + ":featherless") : List.of(),
          sent(asked),
          "HuggingFace's partner, where there is no key for that provider here");
      Route.Elsewhere elsewhere = names().elsewhere(asked).orElseThrow();
      assertEquals(provider, elsewhere.provider());
      assertEquals(LLAMA, elsewhere.model());
      assertEquals(5, elsewhere.offeredBy().size());
      assertEquals(!provider.equals("featherless"), elsewhere.configured());
    }
  }

  @Test
  void aPartnerOfHuggingFaceStaysInReach() {
    everywhere();
    assertEquals(
        List.of("huggingface " + LLAMA + ":together"), sent("huggingface/" + LLAMA + ":together"));
    assertEquals(List.of("huggingface " + LLAMA + ":groq"), sent(LLAMA + ":groq"));
    offers.removeIf(offer -> offer.provider().equals("together"));
    assertEquals(List.of(), sent(LLAMA + ":together"));
    assertEquals(
        "huggingface/" + LLAMA + ":together",
        names().elsewhere(LLAMA + ":together").orElseThrow().partner());
  }

  @ParameterizedTest
  @CsvSource({
    LLAMA + ":free, openrouter " + LLAMA + ":free",
    LLAMA + ":ONLINE, openrouter " + LLAMA + ":online",
    "openrouter/" + LLAMA + ":free, openrouter " + LLAMA + ":free",
    "openrouter:" + LLAMA + ":free, openrouter " + LLAMA + ":free",
    LLAMA + ":free:openrouter, openrouter " + LLAMA + ":free",
    LLAMA + ":preferred, huggingface " + LLAMA + ":preferred",
    "huggingface/" + LLAMA + ":cheapest, huggingface " + LLAMA + ":cheapest",
    "together/" + LLAMA + ":cheapest, together " + LLAMA,
    LLAMA + ":nitro:together, together " + LLAMA,
  })
  void aSuffixGoesToItsOwner(String asked, String sent) {
    everywhere();
    assertEquals(List.of(sent), sent(asked));
  }

  @Test
  void aVariantTakesNoSecondSuffix() {
    offers.add(chat("openrouter", "meta-llama/llama:free", LLAMA, 1));
    offers.add(chat("together", LLAMA));
    assertEquals(List.of("openrouter meta-llama/llama:free"), sent("meta-llama/llama:free"));
    assertEquals(
        List.of("openrouter meta-llama/llama:free", "together " + LLAMA), sent(LLAMA + ":nitro"));
  }

  @Test
  void aProvidersOwnIdMayStandWithAnothersName() {
    offers.add(chat("fireworks", "accounts/fireworks/models/llama", LLAMA, 1));
    offers.add(chat("together", LLAMA));
    assertEquals(List.of("together " + LLAMA), sent("accounts/fireworks/models/llama:together"));
    assertEquals(List.of("together " + LLAMA), sent("together/accounts/fireworks/models/llama"));
  }

  @Test
  void whatIsListedUnderExactlyThatNameIsFound() {
    offers.add(chat("openrouter", "openrouter/auto"));
    offers.add(chat("huggingface", "a/model:together"));
    offers.add(chat("openrouter", "b/model:free"));
    assertEquals(List.of("openrouter openrouter/auto"), sent("openrouter/auto"));
    assertEquals(List.of("openrouter openrouter/auto"), sent("openrouter/openrouter/auto"));
    assertEquals(List.of("huggingface a/model:together"), sent("a/model:together"));
    assertEquals(List.of("openrouter b/model:free"), sent("B/Model:free"));
  }

  @Test
  void aSuffixThatNobodyUnderstandsIsSaid() {
    offers.add(chat("together", LLAMA));
    assertEquals(List.of(), sent(LLAMA + ":groq"));
    Route.Elsewhere elsewhere = names().elsewhere(LLAMA + ":groq").orElseThrow();
    assertEquals("", elsewhere.provider());
    assertEquals(":groq", elsewhere.suffix());
    offers.add(chat("openrouter", LLAMA));
    elsewhere = names().elsewhere("openrouter/" + LLAMA + ":groq").orElseThrow();
    assertEquals("openrouter", elsewhere.provider());
    assertEquals(":groq", elsewhere.suffix());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        ":",
        "together",
        "together/",
        "together:",
        ":together",
        "/together",
        "x:",
        ":x",
        "together//",
        "together:/:",
        "::",
        "together/:free",
        "together/:together",
        "no/such:together"
      })
  void whatIsNoNameIsFoundNowhere(String asked) {
    everywhere();
    assertTrue(names().offers(asked).isEmpty());
    assertTrue(names().elsewhere(asked).isEmpty());
  }
}
