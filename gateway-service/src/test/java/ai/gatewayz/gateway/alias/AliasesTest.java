package ai.gatewayz.gateway.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasesTest {

  private static Alias alias(String name, String... models) {
    return new Alias(name, List.of(models), AliasPolicy.IN_ORDER);
  }

  private static List<String> models(Aliases aliases, String asked) {
    return aliases.named(asked).map(Aliases.Meaning::models).orElse(List.of());
  }

  @Test
  void aNameIsFoundInAnyCaseAndNothingElseIs() {
    Aliases aliases = Aliases.of(List.of(alias("Fast", "a/b", "c/d")));
    assertEquals(List.of("a/b", "c/d"), models(aliases, "fast"));
    assertEquals(List.of("a/b", "c/d"), models(aliases, "FAST"));
    assertEquals(Optional.empty(), aliases.named("faster"));
    assertEquals(Optional.empty(), aliases.fitting("fast"));
    assertEquals(Optional.empty(), Aliases.NONE.named("fast"));
  }

  @Test
  void anAliasMayNameAnother() {
    Aliases aliases =
        Aliases.of(List.of(alias("best", "smart", "a/b"), alias("smart", "c/d", "a/b")));
    assertEquals(List.of("c/d", "a/b"), models(aliases, "best"));
  }

  @Test
  void aliasesThatGoRoundEnd() {
    Aliases aliases =
        Aliases.of(
            List.of(alias("a", "b"), alias("b", "c", "x/y"), alias("c", "a"), alias("d", "d")));
    assertEquals(List.of("a", "x/y"), models(aliases, "a"));
    assertEquals(List.of("d"), models(aliases, "d"), "the model of that name");
  }

  @Test
  void aliasesOfAliasesHaveADepthAndABreadth() {
    List<Alias> chain = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      chain.add(alias("n" + i, "n" + (i + 1)));
    }
    assertEquals(List.of("n5"), models(Aliases.of(chain), "n0"));
    List<Alias> wide = new ArrayList<>();
    for (int level = 0; level < 4; level++) {
      String next = "w" + (level + 1) + "-";
      for (int i = 0; i < 20; i++) {
        wide.add(
            new Alias(
                "w" + level + "-" + i,
                IntStream.range(0, 20).mapToObj(j -> next + j).toList(),
                AliasPolicy.IN_ORDER));
      }
    }
    Aliases aliases = Aliases.of(wide);
    for (Alias each : wide) {
      assertEquals(true, models(aliases, each.name()).size() <= 50);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-5-20260101,s/5-20260101",
    "CLAUDE-SONNET-4,s/4",
    "claude-sonnet-,s/",
    "claude-opus-5,any",
    "claude-,any",
    "gpt-5-mini,mini/5",
    "gpt-mini,",
    "clauds,",
  })
  void thePatternThatSaysMostFits(String asked, String model) {
    Aliases aliases =
        Aliases.of(
            List.of(
                alias("claude-*", "any"),
                alias("claude-sonnet-*", "s/*"),
                alias("gpt-*-mini", "mini/*")));
    assertEquals(
        Optional.ofNullable(model),
        aliases.fitting(asked).map(meaning -> meaning.models().getFirst()));
  }

  @Test
  void aPatternMayNameAnAlias() {
    Aliases aliases = Aliases.of(List.of(alias("claude-*", "smart"), alias("smart", "a/b")));
    assertEquals(List.of("a/b"), aliases.fitting("claude-9").orElseThrow().models());
  }

  @Test
  void whatIsNoAliasIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> alias("", "a"));
    assertThrows(IllegalArgumentException.class, () -> alias("a b", "a"));
    assertThrows(IllegalArgumentException.class, () -> alias("a"));
    assertThrows(IllegalArgumentException.class, () -> alias("a", ""));
    assertThrows(IllegalArgumentException.class, () -> alias("a*b*", "a"));
    assertThrows(IllegalArgumentException.class, () -> alias("a", "b/*"));
    assertThrows(IllegalArgumentException.class, () -> alias("a".repeat(201), "b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Alias("a", Collections.nCopies(21, "b"), AliasPolicy.IN_ORDER));
    assertThrows(
        IllegalArgumentException.class,
        () -> Aliases.of(List.of(alias("a", "x"), alias("A", "y"))));
  }
}
