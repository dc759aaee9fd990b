package ai.gatewayz.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.address.Origin;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Protocol;
import ai.gatewayz.providers.listing.ModelList;
import ai.gatewayz.providers.listing.PageUri;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of providers as they are configured. */
class ProvidersTest {

  private static Provider configured(String dialect, String base, String hub) {
    ProvidersConfig.Entry entry =
        new ProvidersConfig.Entry() {
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
            return Optional.of(URI.create(base));
          }

          @Override
          public Optional<URI> hubUrl() {
            return Optional.ofNullable(hub).map(URI::create);
          }

          @Override
          public Optional<String> apiKey() {
            return Optional.empty();
          }
        };
    return Providers.from(() -> Map.of("p", entry)).find("p").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "https://x/v1, https://x/v1/models",
    "https://x/v1/, https://x/v1/models",
    "https://x, https://x/models",
    "https://x/v1?api-version=1, https://x/v1/models?api-version=1",
    "https://x/v1/?api-version=1&b=%2f, https://x/v1/models?api-version=1&b=%2f",
    "https://x?a=/, https://x/models?a=/",
    "https://x/v1#top, https://x/v1/models",
    "http://vllm_server:8000/v1/, http://vllm_server:8000/v1/models",
    "HTTP://[::1]:8000/v1, HTTP://[::1]:8000/v1/models",
  })
  void anOperationIsBelowTheBase(String base, String models) {
    assertEquals(URI.create(models), configured("openai", base, null).endpoint("models"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x/v1",
        "ftp://x/v1",
        "http:///v1",
        "http:x",
        "/v1",
        "http://x:99999/v1",
        "mailto:a@b"
      })
  void whatIsNoAddressIsToldByItsProperty(String base) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> configured("openai", base, null));
    assertTrue(refused.getMessage().startsWith("gatewayz.providers.p.base-url "));
  }

  @Test
  void aDialectIsNamedInAnyCaseAndOneThatThereIsNotIsTold() {
    assertEquals(
        new ai.gatewayz.providers.together.Together(),
        configured("TOGETHER", "https://x/v1", null).dialect());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> configured("togehter", "https://x/v1", null));
    assertEquals(
        "gatewayz.providers.p.dialect is togehter, which does not exist; known dialects: openrouter, portkey,"
            + " featherless, fireworks, together, huggingface, openai",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "http://a_b/v1, a_b, 80, false",
    "https://A_b.example:8443/v1, A_b.example, 8443, true",
    "https://user:word@a_b, a_b, 443, true",
    "http://[::1]:8000, [::1], 8000, false",
    "http://host:/x, host, 80, false",
  })
  void aHostIsAHostWhateverItsName(String address, String host, int port, boolean tls) {
    assertEquals(new Origin(host, port, tls), Origin.of(URI.create(address)));
  }

  @Test
  void pagesOfAHostWithAnUnderscoreAreItsOwn() {
    URI here = URI.create("http://a_b:80/models");
    assertTrue(PageUri.sameOrigin(here, URI.create("http://A_B/models?page=2")));
    assertFalse(PageUri.sameOrigin(here, URI.create("http://a_c/models?page=2")));
    assertFalse(PageUri.sameOrigin(here, URI.create("https://a_b:80/models?page=2")));
    assertFalse(PageUri.sameOrigin(here, URI.create("http://x@a_b/models?page=2")));
    assertFalse(PageUri.sameOrigin(here, URI.create("/models?page=2")));
  }

  @Test
  void everyListKeepsTheQueryOfItsBase() {
    for (Dialect dialect : Dialects.STANDARD.all()) {
      String base = "https://a_b/inference/v1?api-version=1";
      Provider provider = configured(dialect.name(), base, "https://hub/?api-version=1");
      List<ModelList> lists =
          dialect.lister(java.time.InstantSource.system()).lists(provider.site());
      for (ModelList list : lists) {
        String first = list.first().toString();
        assertEquals(Optional.of("1"), PageUri.parameter(list.first(), "api-version"), first);
        assertEquals(first.indexOf('?'), first.lastIndexOf('?'), first);
      }
    }
  }

  @Test
  void threeProvidersSpeakMessages() {
    assertEquals(
        List.of("fireworks", "huggingface", "openrouter"),
        Dialects.STANDARD.all().stream()
            .filter(dialect -> dialect.speaks(Protocol.MESSAGES))
            .map(Dialect::name)
            .sorted()
            .toList());
    assertEquals(
        URI.create("https://x/v1/messages"),
        configured("openrouter", "https://x/v1", null).endpoint(Protocol.MESSAGES.path()));
  }

  @Test
  void twoProvidersSpeakResponses() {
    assertEquals(
        List.of("huggingface", "openrouter"),
        Dialects.STANDARD.all().stream()
            .filter(dialect -> dialect.speaks(Protocol.RESPONSES))
            .map(Dialect::name)
            .sorted()
            .toList());
    assertEquals(
        URI.create("https://x/v1/responses"),
        configured("huggingface", "https://x/v1", null).endpoint(Protocol.RESPONSES.path()));
  }
}
