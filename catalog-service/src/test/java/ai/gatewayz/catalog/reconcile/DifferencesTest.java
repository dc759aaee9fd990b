package ai.gatewayz.catalog.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.reconcile.Differences.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static final Told SAME = new Told(7, "m/x", "aa");

  private static Row row(long version, String digest, boolean hidden, boolean pending) {
    return new Row("x", version, digest, hidden, pending);
  }

  private static Differences of(Row row, Told told) {
    return Differences.between(
        row == null ? List.of() : List.of(row), told == null ? Map.of() : Map.of("x", told));
  }

  private static void assertNone(Row row, Told told) {
    assertEquals(new Differences(List.of(), Map.of()), of(row, told));
  }

  private static void assertUnpublished(Row row, Told told) {
    assertEquals(new Differences(List.of("x"), Map.of()), of(row, told));
  }

  private static void assertAstray(Row row, Told told) {
    assertEquals(new Differences(List.of(), Map.of("x", told.model())), of(row, told));
  }

  @Test
  void whatIsTheSameIsLeft() {
    assertNone(row(7, "aa", false, false), SAME);
    assertNone(row(7, "aa", true, false), null);
    assertNone(row(7, "aa", true, false), Told.GONE);
    assertNone(null, Told.GONE);
  }

  @Test
  void whatWaitsIsPublishedByItselfUnlessNobodyWouldTakeIt() {
    assertNone(row(8, "bb", false, true), SAME);
    assertNone(row(7, "aa", false, true), SAME);
    assertNone(row(1, "bb", false, true), null);
    assertUnpublished(row(7, "bb", false, true), SAME);
    assertUnpublished(row(3, "bb", false, true), SAME);
  }

  @Test
  void whatKafkaLacksIsUnpublished() {
    assertUnpublished(row(7, "aa", false, false), null);
  }

  @Test
  void whereBothSaySomethingElseItIsAstray() {
    assertAstray(row(3, "bb", false, false), SAME);
    assertAstray(row(9, "bb", false, false), SAME);
    assertAstray(row(3, "bb", false, false), Told.GONE);
    assertAstray(row(3, "bb", true, false), SAME);
    assertAstray(null, SAME);
  }

  @Test
  void whatConsumersSkipIsPublishedAgain() {
    Told unusable = Told.unusable("nonsense".getBytes(StandardCharsets.UTF_8));
    assertAstray(row(7, "aa", false, false), unusable);
    assertAstray(null, unusable);
    assertNone(row(7, "aa", false, true), unusable);
  }
}
