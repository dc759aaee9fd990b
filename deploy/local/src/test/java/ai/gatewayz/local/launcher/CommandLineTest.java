package ai.gatewayz.local.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  private static CommandLine parse(Map<String, String> environment, String... arguments) {
    return CommandLine.parse(arguments, environment);
  }

  @Test
  void simulatesTheProvidersWhenNoKeyIsSet() {
    assertTrue(parse(Map.of("HF_TOKEN", " ", "PATH", "/bin")).simulator());
  }

  @Test
  void talksToTheRealProvidersWhenAnyKeyIsSet() {
    assertFalse(parse(Map.of("HF_TOKEN", "hf_x")).simulator());
    assertFalse(parse(Map.of("GATEWAYZ_PROVIDERS_ACME_API_KEY", "x")).simulator());
    assertTrue(parse(Map.of("HF_TOKEN", "hf_x"), "--simulator").simulator());
  }

  @Test
  void readsEveryOption() {
    CommandLine command =
        parse(Map.of(), "--native", "--data", "d", "--recordings", "r", "--port-offset", "100");
    assertEquals(new CommandLine(false, true, true, "d", "r", 100), command);
  }

  @Test
  void saysWhatIsWrong() {
    assertMessage("Unknown option: --fast", "--fast");
    assertMessage("--data needs a value", "--data");
    assertMessage("--port-offset must be a number from 0 to 40000, not x", "--port-offset", "x");
    assertMessage("--port-offset must be a number from 0 to 40000, not -1", "--port-offset", "-1");
  }

  private static void assertMessage(String expected, String... arguments) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> parse(Map.of(), arguments));
    assertEquals(expected, e.getMessage());
  }
}
