package ai.gatewayz.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's schemas may follow every released one; and what may not follow is found. */
class CompatibilityTest {

  static Stream<Arguments> released() {
    return Released.versions().stream()
        .flatMap(version -> Released.events(version).map(event -> Arguments.of(version, event)));
  }

  @ParameterizedTest
  @MethodSource("released")
  void mayFollowWhatWasReleased(Path version, EventType event) {
    JsonNode older = Schemas.read(version.resolve("schemas").resolve(event.file()));
    assertEquals(List.of(), Compatibility.breaks(older, Schemas.json(event)));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void mayGainOptionalPropertiesDefinitionsAndWords(EventType event) {
    ObjectNode newer = changed(event, schema -> {});
    newer.put("description", "other words").withObject("properties").putObject("brandNew");
    newer.withObject("$defs").putObject("brandNew").put("type", "integer");
    assertEquals(List.of(), Compatibility.breaks(Schemas.json(event), newer));
  }

  @Test
  void anOpenEnumerationMayGainValuesAndMayNotLoseThem() {
    ObjectNode more = changed(EventType.AVAILABILITY, schema -> {});
    branches(more).insertObject(0).put("const", "resting");
    assertEquals(List.of(), Compatibility.breaks(Schemas.json(EventType.AVAILABILITY), more));

    ObjectNode fewer = changed(EventType.AVAILABILITY, schema -> branches(schema).remove(0));
    breaks(EventType.AVAILABILITY, fewer);

    ObjectNode closed =
        changed(
            EventType.AVAILABILITY, schema -> branches(schema).remove(branches(schema).size() - 1));
    breaks(EventType.AVAILABILITY, closed);
  }

  static Stream<Arguments> breaking() {
    return Stream.of(
        Arguments.of("removed", edit(offer -> properties(offer).remove("task"))),
        Arguments.of(
            "retyped",
            edit(offer -> properties(offer).withObject("version").put("type", "string"))),
        Arguments.of("newly required", edit(offer -> required(offer).add("contextTokens"))),
        Arguments.of("no longer required", edit(offer -> required(offer).remove(0))),
        Arguments.of(
            "narrowed",
            edit(offer -> properties(offer).withObject("contextTokens").put("maximum", 1_000))),
        Arguments.of(
            "another unit's range",
            edit(offer -> properties(offer).withObject("contextTokens").remove("minimum"))),
        Arguments.of(
            "a definition's property removed",
            edit(
                offer ->
                    properties(offer.withObject("$defs").withObject("signal")).remove("uptime"))),
        Arguments.of("closed", edit(offer -> offer.put("additionalProperties", false))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaking")
  void findsWhatMayNotFollow(String what, Consumer<ObjectNode> edit) {
    breaks(EventType.OFFER, changed(EventType.OFFER, edit));
  }

  private static void breaks(EventType event, JsonNode newer) {
    assertFalse(Compatibility.breaks(Schemas.json(event), newer).isEmpty());
  }

  private static ObjectNode changed(EventType event, Consumer<ObjectNode> edit) {
    ObjectNode schema = Schemas.json(event).deepCopy();
    edit.accept(schema);
    return schema;
  }

  private static Consumer<ObjectNode> edit(Consumer<ObjectNode> edit) {
    return edit;
  }

  private static ObjectNode properties(ObjectNode schema) {
    return schema.withObject("properties");
  }

  private static ArrayNode required(ObjectNode schema) {
    return schema.withArray("required");
  }

  private static ArrayNode branches(ObjectNode availability) {
    return properties(availability).withObject("state").withArray("anyOf");
  }
}
