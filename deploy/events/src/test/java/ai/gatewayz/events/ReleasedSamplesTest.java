package ai.gatewayz.events;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events of released versions, and such as a later version may send, are read. */
class ReleasedSamplesTest {

  static Stream<Arguments> samples() {
    return Released.versions().stream()
        .flatMap(
            version ->
                Released.events(version)
                    .flatMap(event -> of(version, event).map(each -> Arguments.of(event, each))));
  }

  private static Stream<JsonNode> of(Path version, EventType event) {
    JsonNode samples = Schemas.read(version.resolve("samples").resolve(event.file()));
    assertTrue(samples.size() > 0, event.file());
    JsonNode schema = Schemas.read(version.resolve("schemas").resolve(event.file()));
    samples.forEach(sample -> assertEquals(Set.of(), Schemas.faults(schema, sample)));
    return samples.valueStream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEventOfThenIsValidTodayAndReadWhole(EventType event, JsonNode sample) throws IOException {
    Record read = read(event, sample);
    assertAll(
        () -> assertEquals(Set.of(), Schemas.faults(Schemas.json(event), sample)),
        () -> assertHolds(Schemas.JSON.readTree(EventJson.write(read)), sample, event.file()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatALaterVersionAddsIsPassedOver(EventType event, JsonNode sample) throws IOException {
    JsonNode later = sample.deepCopy();
    addTo(later);
    assertEquals(Set.of(), Schemas.faults(Schemas.json(event), later));
    assertEquals(read(event, sample), read(event, later));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsNotRequiredMayBeAbsent(EventType event, JsonNode sample) throws IOException {
    JsonNode schema = Schemas.json(event);
    for (String name : sample.properties().stream().map(Map.Entry::getKey).toList()) {
      if (!schema.path("required").toString().contains('"' + name + '"')) {
        ObjectNode without = sample.deepCopy();
        without.remove(name);
        assertEquals(Set.of(), Schemas.faults(schema, without), name);
        read(event, without);
      }
    }
  }

  /** All that was in it is still in it; on top there may be zeros for numbers of later versions. */
  private static void assertHolds(JsonNode now, JsonNode then, String where) {
    if (then.isObject()) {
      then.properties()
          .forEach(
              entry ->
                  assertHolds(
                      now.path(entry.getKey()), entry.getValue(), where + "/" + entry.getKey()));
    } else {
      assertEquals(then, now, where);
    }
  }

  /** Adds fields of every type wherever fields have names of their own. */
  private static void addTo(JsonNode node) {
    node.forEach(ReleasedSamplesTest::addTo);
    boolean map = node.propertyStream().allMatch(entry -> !entry.getValue().isContainerNode());
    if (node instanceof ObjectNode object && (!map || object.has("kind") || object.has("id"))) {
      object.put("zText", "new").put("zNumber", 1.5).putNull("zNull");
      object.putObject("zObject").putArray("list").add(1);
    }
  }

  private static Record read(EventType event, JsonNode value) throws IOException {
    return EventJson.read(Schemas.JSON.writeValueAsBytes(value), event.record());
  }
}
