package ai.gatewayz.catalog.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferReaderTest {

  private static final Price PRICE =
      new Price.PerToken(new BigDecimal("0.10"), new BigDecimal("12"), new BigDecimal("0"));

  private static final Offer FULL =
      new Offer(
          "huggingface",
          "vendor/Größe \"7B\"",
          "vendor/model",
          "vendor/model:groq",
          "A name",
          "chat",
          Map.of(
              Capability.CHAT,
              CapabilitySource.LISTED,
              Capability.TOOLS,
              CapabilitySource.OPERATOR),
          Set.of(Modality.TEXT, Modality.IMAGE),
          Set.of(Modality.TEXT),
          PRICE,
          131_072,
          8_192,
          true,
          Instant.parse("2024-12-06T01:02:03Z"),
          null,
          List.of(
              new Signal("groq", Signal.State.LIVE, 131_072, PRICE, 310.5, 92.0, 0.999),
              new Signal("other", Signal.State.COLD, null, Price.VARIABLE, null, null, null)),
          false,
          1_768_465_800_000L,
          Instant.parse("2026-01-15T08:30:00.125Z"));

  private static final Offer BARE =
      new Offer(
          "acme",
          "m",
          "m",
          "m",
          null,
          null,
          null,
          null,
          null,
          Price.FREE,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          1,
          null);

  @Test
  void whatTheCatalogWritesIsReadWithoutTheMapper() throws IOException {
    for (Offer offer : List.of(FULL, BARE)) {
      assertEquals(offer, OfferReader.plain(EventJson.write(offer)));
    }
  }

  @Test
  void anotherFormIsLeftToTheMapper() throws IOException {
    Offer leaving = with("deprecation", "\"2026-05-01\"");
    assertEquals(LocalDate.of(2026, 5, 1), leaving.deprecation());
    assertEquals(Set.of(Modality.OTHER), with("input", "[\"smell\"]").input());
    assertEquals(
        new BigDecimal("3.75"),
        ((Price.PerToken)
                with(
                        "price",
                        "{\"kind\":\"per_token\",\"input\":3,\"output\":15,\"terms\":{\"cacheWrite\":3.75}}")
                    .price())
            .terms()
            .cacheWrite());
    assertEquals(Price.UNKNOWN, with("price", "{\"kind\":\"per_second\",\"input\":1}").price());
    assertEquals(Map.of(), with("capabilities", "null").capabilities());
    assertEquals(7, with("contextTokens", "\"7\"").contextTokens());
    assertEquals(
        Instant.parse("2026-01-15T08:30:00Z"),
        with("updated", "\"2026-01-15T10:30:00+02:00\"").updated());
    assertThrows(IOException.class, () -> with("version", "{}"));
    assertThrows(
        IOException.class,
        () -> with("price", "{\"kind\":\"per_token\",\"input\":-1,\"output\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "\"offer\"", "{", "{\"provider\":\"a\"", "{\"provider\"}", "nul"})
  void whatIsNoOfferIsRefused(String json) {
    assertThrows(
        IOException.class, () -> OfferReader.read(json.getBytes(StandardCharsets.UTF_8)), json);
  }

  @Test
  void nothingIsNoOffer() throws IOException {
    assertNull(OfferReader.read("null".getBytes(StandardCharsets.UTF_8)));
  }

  /** Whatever stands in whichever field, both read the same, or both refuse it. */
  @Test
  void noValueIsReadInAnotherWayThanByTheMapper() throws IOException {
    JsonNode full = EventJson.mapper().readTree(EventJson.write(FULL));
    List<String> values =
        List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e3",
            "2147483648",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"3\"",
            "[]",
            "[null]",
            "[1]",
            "[\"text\",\"text\"]",
            "[{}]",
            "{}",
            "{\"a\":[{\"b\":1}]}",
            "{\"chat\":null}",
            "{\"kind\":null}",
            "{\"kind\":\"free\",\"input\":1}",
            "{\"kind\":\"per_token\"}",
            "{\"kind\":\"per_token\",\"input\":3,\"output\":15,\"terms\":{\"request\":1}}",
            "{\"kind\":\"per_token\",\"input\":3,\"output\":15,\"terms\":{\"request\":-1}}",
            "{\"input\":2,\"kind\":\"per_token\",\"output\":3.50}",
            "\"2026-02-30T00:00:00Z\"",
            "[{\"state\":\"live\",\"more\":{}}]");
    int read = 0;
    for (Map.Entry<String, JsonNode> field : full.properties()) {
      for (String value : values) {
        read += same(replaced(full, field.getKey(), value)) ? 1 : 0;
      }
      ObjectNode without = full.deepCopy();
      without.remove(field.getKey());
      same(EventJson.mapper().writeValueAsBytes(without));
    }
    same(replaced(full, "unknown", "{\"a\":[1]}"));
    same((full + " {").getBytes(StandardCharsets.UTF_8));
    assertTrue(read > 50, read + " of them were offers");
  }

  private static boolean same(byte[] json) throws IOException {
    Offer expected;
    try {
      expected = EventJson.mapper().readValue(json, Offer.class);
    } catch (IOException refused) {
      assertThrows(
          IOException.class,
          () -> OfferReader.read(json),
          () -> new String(json, StandardCharsets.UTF_8));
      return false;
    }
    assertEquals(expected, OfferReader.read(json));
    return true;
  }

  private static Offer with(String field, String value) throws IOException {
    byte[] json = replaced(EventJson.mapper().readTree(EventJson.write(FULL)), field, value);
    assertNull(OfferReader.plain(json));
    return OfferReader.read(json);
  }

  private static byte[] replaced(JsonNode offer, String field, String value) throws IOException {
    ObjectNode other = offer.deepCopy();
    other.set(field, EventJson.mapper().readTree(value));
    return EventJson.mapper().writeValueAsBytes(other);
  }
}
