package ai.gatewayz.health.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvailabilityReaderTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.000000001Z");

  private static final Availability FULL =
      new Availability(
          "together",
          "some/Model",
          "some/model",
          Availability.State.COLD,
          "cold",
          Availability.Source.LISTING,
          NOON,
          NOON,
          NOON,
          503,
          2_500L,
          NOON,
          Availability.Source.LISTING,
          1_768_465_860_000L);

  private static final Availability BARE =
      new Availability(
          "acme",
          "m",
          "m",
          Availability.State.UNKNOWN,
          null,
          Availability.Source.OTHER,
          NOON,
          null,
          null,
          null,
          null,
          null,
          1);

  @Test
  void whatHealthWritesIsReadWithoutTheMapper() throws IOException {
    for (Availability verdict : List.of(FULL, BARE)) {
      assertEquals(verdict, AvailabilityReader.plain(EventJson.write(verdict)));
    }
  }

  @Test
  void aStateOfLaterVersionsIsLeftToTheMapper() throws IOException {
    byte[] json = replaced(tree(), "state", "\"dreaming\"");
    assertNull(AvailabilityReader.plain(json));
    assertEquals(Availability.State.UNKNOWN, AvailabilityReader.read(json).state());
  }

  @Test
  void nothingIsNoVerdict() throws IOException {
    assertNull(AvailabilityReader.read("null".getBytes(StandardCharsets.UTF_8)));
  }

  /** Whatever stands in whichever field, both read the same, or both refuse it. */
  @Test
  void noValueIsReadInAnotherWayThanByTheMapper() throws IOException {
    List<String> values =
        List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "2147483648",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"3\"",
            "[]",
            "[1]",
            "{}",
            "{\"a\":[{\"b\":1}]}",
            "\"2026-02-30T00:00:00Z\"",
            "\"2026-01-15T10:30:00+02:00\"");
    int read = 0;
    for (Map.Entry<String, JsonNode> field : tree().properties()) {
      for (String value : values) {
        read += same(replaced(tree(), field.getKey(), value)) ? 1 : 0;
      }
      ObjectNode without = tree().deepCopy();
      without.remove(field.getKey());
      same(EventJson.mapper().writeValueAsBytes(without));
    }
    same(replaced(tree(), "later", "{\"a\":[1]}"));
    same((tree() + " {").getBytes(StandardCharsets.UTF_8));
    assertTrue(read > 30, read + " of them were verdicts");
  }

  private static boolean same(byte[] json) throws IOException {
    Availability expected;
    try {
      expected = EventJson.mapper().readValue(json, Availability.class);
    } catch (IOException refused) {
      assertThrows(
          IOException.class,
          () -> AvailabilityReader.read(json),
          () -> new String(json, StandardCharsets.UTF_8));
      return false;
    }
    assertEquals(expected, AvailabilityReader.read(json));
    return true;
  }

  private static JsonNode tree() throws IOException {
    return EventJson.mapper().readTree(EventJson.write(FULL));
  }

  private static byte[] replaced(JsonNode verdict, String field, String value) throws IOException {
    ObjectNode other = verdict.deepCopy();
    other.set(field, EventJson.mapper().readTree(value));
    return EventJson.mapper().writeValueAsBytes(other);
  }
}
