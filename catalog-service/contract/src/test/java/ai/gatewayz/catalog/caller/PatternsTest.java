package ai.gatewayz.catalog.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

  @ParameterizedTest
  @CsvSource({
    "meta-llama/*, meta-llama/Llama-3.3-70B-Instruct, true",
    "META-llama/*, meta-llama/x, true",
    "meta-llama/*, meta-llama, false",
    "*70b*, meta-llama/Llama-3.3-70B-Instruct, true",
    "*, anything, true",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "exact, exact, true",
    "exact, exactly, false",
    "a.c, abc, false",
    "**, x, true"
  })
  void aStarStandsForAnything(String pattern, String name, boolean fits) {
    assertEquals(fits, Patterns.fits(pattern, name));
  }

  @Test
  void whatIsForbiddenStaysSoThoughItIsAllowed() {
    Patterns patterns = new Patterns(List.of("meta-llama/*"), List.of("*405b*"));
    assertTrue(patterns.allow("meta-llama/Llama-3.3-70B-Instruct"));
    assertFalse(patterns.allow("meta-llama/Llama-3.1-405B-Instruct"));
    assertFalse(patterns.allow("qwen/qwen3"));
    assertTrue(Patterns.ANY.allow("qwen/qwen3"));
    assertFalse(new Patterns(null, List.of("qwen/*")).allow("qwen/qwen3"));
  }

  @Test
  void noPatternTakesForEver() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertFalse(Patterns.fits("*a".repeat(500) + "b", "a".repeat(10_000))));
  }
}
