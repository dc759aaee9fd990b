package ai.gatewayz.catalog.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.SyncEvent.Drift;
import ai.gatewayz.catalog.contract.SyncEvent.DriftKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static final String ENTRY =
      "{\"id\":\"a\",\"pricing\":{\"input\":1,\"output\":2},\"hosts\":[{\"status\":\"live\"}]}";

  private final DriftFinder finder =
      new DriftFinder(
          new DriftConfig() {
            @Override
            public double share() {
              return 0.2;
            }

            @Override
            public int leastEntries() {
              return 5;
            }
          });

  @Test
  void aListLikeTheOneBeforeHasNone() {
    assertTrue(between(times(10, ENTRY), times(500, ENTRY)).isEmpty());
  }

  @Test
  void aRenamedFieldVanishesUnderOneNameAndAppearsUnderTheOther() {
    List<Drift> drift = between(times(10, ENTRY), times(10, ENTRY.replace("pricing", "prices")));
    assertEquals(
        List.of(
            new Drift("models", "prices", DriftKind.APPEARED, Map.of(), Map.of("object", 1.0)),
            new Drift("models", "pricing", DriftKind.VANISHED, Map.of("object", 1.0), Map.of())),
        drift);
  }

  @Test
  void aFieldOfAnotherTypeIsToldAlsoDeepInArrays() {
    List<Drift> number = between(times(10, ENTRY), times(10, ENTRY.replace(":1,", ":\"1\",")));
    assertEquals(
        List.of(
            new Drift(
                "models",
                "pricing.input",
                DriftKind.RETYPED,
                Map.of("number", 1.0),
                Map.of("string", 1.0))),
        number);
    List<Drift> status = between(times(10, ENTRY), times(10, ENTRY.replace("\"live\"", "null")));
    assertEquals("hosts[].status", status.getFirst().field());
    assertEquals(DriftKind.RETYPED, status.getFirst().kind());
  }

  @Test
  void aFieldThatAFewMoreOrLessHaveIsNone() {
    String other = ENTRY.replace("\"id\"", "\"note\":1,\"id\"");
    List<String> few = Stream.concat(times(90, ENTRY).stream(), times(10, other).stream()).toList();
    List<String> more =
        Stream.concat(times(75, ENTRY).stream(), times(25, other).stream()).toList();
    assertTrue(between(few, more).isEmpty());
    assertEquals(DriftKind.APPEARED, between(few, times(5, other)).getFirst().kind());
  }

  @Test
  void ofShortListsNothingIsSaid() {
    assertTrue(between(times(10, ENTRY), times(4, "{\"id\":1}")).isEmpty());
  }

  @Test
  void memoryIsBoundedWhateverTheEntriesHold() {
    ListShape shape = new ListShape("models");
    for (int i = 0; i < 5_000; i++) {
      shape.see(EventJson.mapper().createObjectNode().put("field" + i, i).put("id", "x"));
    }
    assertEquals(400, shape.counted().fields().size());
    assertEquals(5_000, shape.counted().fields().get("id").get("string"));
  }

  private List<Drift> between(List<String> before, List<String> now) {
    return finder.between(counted(before), counted(now));
  }

  private static ListShape.Counted counted(List<String> entries) {
    ListShape shape = new ListShape("models");
    entries.forEach(
        entry -> {
          try {
            shape.see(EventJson.mapper().readValue(entry, ObjectNode.class));
          } catch (JsonProcessingException e) {
            throw new AssertionError(e);
          }
        });
    return shape.counted();
  }

  private static List<String> times(int count, String entry) {
    return IntStream.range(0, count).mapToObj(i -> entry).toList();
  }
}
