package ai.gatewayz.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas say what the code writes: no more and no less. */
class SchemasTest {

  private static final int EVENTS = 500;

  @ParameterizedTest
  @EnumSource(EventType.class)
  void isASchema(EventType event) {
    assertEquals(Set.of(), Schemas.faultsOfSchema(Schemas.json(event)));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void examplesAreValid(EventType event) {
    JsonNode schema = Schemas.json(event);
    assertFalse(schema.path("examples").isEmpty());
    for (JsonNode example : schema.path("examples")) {
      assertEquals(Set.of(), Schemas.faults(schema, example));
    }
  }

  /** A seed that is written down: the same events at every run. */
  @ParameterizedTest
  @EnumSource(EventType.class)
  void whateverIsWrittenIsValidAndReadsBack(EventType event) throws IOException {
    JsonNode json = Schemas.json(event);
    JsonSchema schema = Schemas.compile(json);
    RandomEvents events = new RandomEvents(new Random(20_260_115));
    for (int i = 0; i < EVENTS; i++) {
      Record made = events.make(event.record(), json, json);
      byte[] written = EventJson.write(made);
      JsonNode value = Schemas.JSON.readTree(written);
      assertEquals(Set.of(), schema.validate(value), () -> value.toPrettyString());
      assertEquals(made, EventJson.read(written, event.record()), () -> value.toPrettyString());
    }
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void namesEveryComponentAndNothingElse(EventType event) {
    JsonNode schema = Schemas.json(event);
    compare(event.record(), schema, schema, event.file());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void describesEverything(EventType event) {
    JsonNode schema = Schemas.json(event);
    for (JsonNode place : List.of(schema.path("properties"), schema.path("$defs"))) {
      place
          .properties()
          .forEach(
              entry ->
                  assertFalse(
                      SchemaRefs.resolve(entry.getValue(), schema)
                          .path("description")
                          .asText()
                          .isBlank(),
                      entry::getKey));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      names = {"AVAILABILITY", "OUTCOME_WINDOW"})
  void tellsEveryFinding(EventType event) {
    JsonNode schema = Schemas.json(event).path("properties");
    String field = event == EventType.AVAILABILITY ? "reason" : "findings";
    assertTrue(
        schema
            .path(field)
            .path("description")
            .asText()
            .contains(
                "Known to this version: "
                    + String.join(
                        ", ", Arrays.stream(Finding.values()).map(Finding::label).toList())
                    + "."));
  }

  @ParameterizedTest
  @EnumSource(value = EventType.class, names = "OFFER")
  void tellsEveryCapability(EventType event) {
    assertTrue(
        Schemas.json(event)
            .at("/properties/capabilities/description")
            .asText()
            .contains(String.join(", ", words(Capability.class))));
  }

  private static void compare(Class<?> record, JsonNode schema, JsonNode root, String where) {
    Set<String> components = new TreeSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      components.add(component.getName());
      JsonNode property = schema.path("properties").path(component.getName());
      compare(component.getGenericType(), property, root, where + "." + component.getName());
    }
    assertEquals(components, names(schema.path("properties")), where);
    assertTrue(components.containsAll(texts(schema.path("required"))), where + " requires");
  }

  private static void compare(Type type, JsonNode reference, JsonNode root, String where) {
    JsonNode schema = SchemaRefs.resolve(reference, root);
    if (type instanceof ParameterizedType of) {
      boolean map = of.getRawType() == Map.class;
      assertEquals(map ? "object" : "array", schema.path("type").asText(), where);
      JsonNode inner = schema.path(map ? "additionalProperties" : "items");
      compare(of.getActualTypeArguments()[map ? 1 : 0], inner, root, where + "[]");
    } else if (type == Price.class) {
      price(schema, where);
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      assertEquals(words(plain), consts(schema), where);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      compare(plain, schema, root, where);
    } else if (type != JsonNode.class) {
      assertEquals(word((Class<?>) type), schema.path("type").asText(), where);
    }
  }

  /** A sealed family, told apart by its kind: its components lie side by side. */
  private static void price(JsonNode schema, String where) {
    Set<String> components = new TreeSet<>(Set.of("kind"));
    for (Class<?> kind : Price.class.getPermittedSubclasses()) {
      Stream.of(kind.getRecordComponents()).map(RecordComponent::getName).forEach(components::add);
    }
    assertEquals(components, names(schema.path("properties")), where);
    assertEquals(
        Set.of("per_token", "free", "variable", "unknown"),
        consts(schema.path("properties").path("kind")),
        where);
  }

  private static String word(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String", "Instant", "LocalDate" -> "string";
      case "int", "long", "Integer", "Long" -> "integer";
      case "Double", "BigDecimal" -> "number";
      case "boolean", "Boolean" -> "boolean";
      default -> throw new AssertionError("no word for " + type);
    };
  }

  /** The values of an enumeration as they are written, in its order. */
  private static Collection<String> words(Class<?> type) {
    Set<String> words = new LinkedHashSet<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      try {
        words.add(type.getField(name).getAnnotation(JsonProperty.class).value());
      } catch (NoSuchFieldException e) {
        throw new AssertionError(name.toLowerCase(Locale.ROOT), e);
      }
    }
    return words;
  }

  /** What an open enumeration knows; its last branch lets every other text in. */
  private static Set<String> consts(JsonNode schema) {
    Set<String> consts = new LinkedHashSet<>();
    JsonNode branches = schema.path("anyOf");
    branches.forEach(
        branch -> {
          if (branch.has("const")) {
            consts.add(branch.path("const").asText());
          }
        });
    assertEquals("string", branches.path(branches.size() - 1).path("type").asText());
    return consts;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
