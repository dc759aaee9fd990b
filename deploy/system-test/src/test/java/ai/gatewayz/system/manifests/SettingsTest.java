package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A setting with a slip in its name is silently not set, and a secret of another name never found.
 */
class SettingsTest {

  private static final Pattern SECRET =
      Pattern.compile(
          "create secret generic (gatewayz-[a-z$-]+)((?: |\\\\\n)+(?:--from-literal=\\S+))*");
  private static final Pattern LOOP = Pattern.compile("for s in ([a-z ]+); do");
  private static final Pattern LITERAL = Pattern.compile("--from-literal=([A-Z0-9_]+)=");

  @ParameterizedTest
  @ValueSource(strings = {"overlays/development", "overlays/production", "overlays/secured"})
  void everySettingIsOneOfTheServiceThatGetsIt(String folder) throws IOException {
    Rendered rendered = Rendered.of(folder);
    int checked = 0;
    for (JsonNode deployment : rendered.workloads()) {
      String service = Rendered.name(deployment);
      for (String variable : rendered.variables(deployment).keySet()) {
        assertTrue(Settings.knows(service, variable), service + " knows no " + variable);
        checked++;
      }
    }
    assertTrue(checked > 10, "only " + checked);
  }

  @Test
  void aSlipIsSeen() throws IOException {
    assertTrue(Settings.knows("gateway", "GATEWAYZ_GATEWAY_KEYS_ALICE"));
    assertTrue(Settings.knows("health", "GATEWAYZ_PROVIDERS_ACME_BASE_URL"));
    assertFalse(Settings.knows("gateway", "GATEWAYZ_GATEWAY_SNAPSHOTFILE"));
    assertFalse(Settings.knows("catalog", "GATEWAYZ_HEALTH_PROBE_DAILY_USD"));
    assertFalse(Settings.knows("gateway", "QUARKUS_SHUTDOWN_TIME"));
    assertTrue(Settings.knows("gateway", "KAFKA_SSL_TRUSTSTORE_LOCATION"));
    assertFalse(Settings.knows("gateway", "KAFKA_SSL_TRUSTSTORE_FILE"));
    assertTrue(Settings.knows("health", "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE"));
    assertFalse(Settings.knows("gateway", "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE"));
  }

  /** What a pod waits for, the runbook tells to create. */
  @Test
  void everySecretIsInTheRunbookWithSettingsThatExist() throws IOException {
    Map<String, Set<String>> told = secrets();
    Set<String> wanted = new TreeSet<>();
    for (JsonNode deployment : Rendered.of("overlays/production").workloads()) {
      for (JsonNode secret : Rendered.container(deployment).findValues("secretRef")) {
        String name = secret.path("name").asText();
        wanted.add(name);
        for (String variable : told.getOrDefault(name, Set.of())) {
          String service = Rendered.name(deployment);
          if (variable.matches("(GATEWAYZ|QUARKUS|KAFKA)_.*")) {
            assertTrue(Settings.knows(service, variable), service + " knows no " + variable);
          }
        }
      }
    }
    assertEquals(wanted, told.keySet());
  }

  private static Map<String, Set<String>> secrets() throws IOException {
    String runbook = Files.readString(Rendered.ROOT.resolve("deploy/README.md"));
    Map<String, Set<String>> secrets = new TreeMap<>();
    Matcher command = SECRET.matcher(runbook);
    while (command.find()) {
      Set<String> names = new TreeSet<>();
      Matcher literal = LITERAL.matcher(command.group());
      while (literal.find()) {
        names.add(literal.group(1));
      }
      for (String service : loop(runbook.substring(0, command.start())).split(" ")) {
        secrets.put(command.group(1).replace("$s", service), names);
      }
    }
    return secrets;
  }

  /** The services that the last loop before a command goes through; none needs to be. */
  private static String loop(String before) {
    Matcher loops = LOOP.matcher(before);
    String last = "any";
    while (loops.find()) {
      last = loops.group(1);
    }
    return last;
  }
}
