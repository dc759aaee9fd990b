package ai.gatewayz.events;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes events up, component by component; what the schema does not require is null half of the
 * time.
 */
final class RandomEvents {

  private static final List<String> WORDS =
      List.of("huggingface", "meta-llama/Llama-3.3-70B-Instruct", "a\"b\\c", "größe/模型", "x");

  private final RandomGenerator random;

  RandomEvents(RandomGenerator random) {
    this.random = random;
  }

  <T extends Record> T make(Class<T> type, JsonNode schema, JsonNode root) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      types[i] = components[i].getType();
      boolean nullable = !types[i].isPrimitive() && !required.contains(name);
      JsonNode at = SchemaRefs.resolve(schema.path("properties").path(name), root);
      values[i] =
          nullable && random.nextBoolean()
              ? null
              : value(name, components[i].getGenericType(), at, root);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " cannot be made", e);
    }
  }

  private Object value(String name, Type type, JsonNode schema, JsonNode root) {
    if (type instanceof ParameterizedType of) {
      return container(name, of, schema, root);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return name.equals("provider") ? "huggingface" : pick(WORDS);
    } else if (plain == Instant.class) {
      return Instant.ofEpochSecond(
          random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000) * random.nextLong(2));
    } else if (plain == LocalDate.class) {
      return LocalDate.ofEpochDay(random.nextInt(40_000));
    } else if (plain == Integer.class || plain == int.class) {
      return random.nextInt(Integer.MAX_VALUE);
    } else if (plain == Long.class || plain == long.class) {
      return random.nextLong(Long.MAX_VALUE);
    } else if (plain == Double.class) {
      return random.nextDouble() * schema.path("maximum").asDouble(1e9);
    } else if (plain == Boolean.class || plain == boolean.class) {
      return random.nextBoolean();
    } else if (plain == BigDecimal.class) {
      return BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(9));
    } else if (plain == JsonNode.class) {
      return pick(
          List.of(
              JsonNodeFactory.instance.nullNode(),
              JsonNodeFactory.instance.numberNode(7),
              JsonNodeFactory.instance.arrayNode().add("text"),
              JsonNodeFactory.instance.objectNode().put("kind", "free")));
    } else if (plain == Price.class) {
      return pick(List.of(Price.FREE, Price.UNKNOWN, Price.VARIABLE, perToken()));
    } else if (plain.isEnum()) {
      return pick(List.of(plain.getEnumConstants()));
    } else if (plain.isRecord()) {
      return make(plain.asSubclass(Record.class), schema, root);
    }
    throw new AssertionError("no idea how to make a " + plain);
  }

  private Price perToken() {
    BigDecimal cached = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(99), 3);
    return new Price.PerToken(
        BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(9)),
        BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(9)),
        cached,
        random.nextBoolean() ? null : terms());
  }

  private PriceTerms terms() {
    PriceTerms.When when =
        new PriceTerms.When(
            random.nextBoolean() ? null : random.nextInt(1_000_000),
            random.nextInt(1_441),
            random.nextInt(1_441),
            random.nextBoolean() ? null : Set.of(1 + random.nextInt(7)));
    return new PriceTerms(
        BigDecimal.valueOf(random.nextInt(99), 2),
        null,
        BigDecimal.valueOf(random.nextInt(99), 5),
        null,
        BigDecimal.valueOf(random.nextInt(99), 2),
        List.of(
            new PriceTerms.Conditional(
                when, BigDecimal.valueOf(random.nextInt(99), 3), null, null, null, null)));
  }

  private Object container(String name, ParameterizedType of, JsonNode schema, JsonNode root) {
    Type[] types = of.getActualTypeArguments();
    if (of.getRawType() == Map.class) {
      JsonNode values = SchemaRefs.resolve(schema.path("additionalProperties"), root);
      Map<Object, Object> map = new HashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        map.put(value(name, types[0], values, root), value(name, types[1], values, root));
      }
      return map;
    }
    JsonNode items = SchemaRefs.resolve(schema.path("items"), root);
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(name, types[0], items, root));
    }
    return of.getRawType() == Set.class ? new HashSet<>(list) : list;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
