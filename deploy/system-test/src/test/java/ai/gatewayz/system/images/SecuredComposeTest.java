package ai.gatewayz.system.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.system.manifests.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The compose file for a Kafka and a PostgreSQL that trust nobody, laid over the other one. */
class SecuredComposeTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root")).resolve("deploy/compose");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");

  private static JsonNode services(String file) throws IOException {
    Object read = new Yaml().load(Files.readString(FOLDER.resolve(file)));
    return new ObjectMapper().<JsonNode>valueToTree(read).path("services");
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.properties().forEach(entry -> keys.add(entry.getKey()));
    return keys;
  }

  @Test
  void isOfServicesThatAreThere() throws IOException {
    assertTrue(keys(services("compose.yaml")).containsAll(keys(services("secured.yaml"))));
    assertEquals(Set.of("catalog", "health", "gateway"), keys(services("secured.yaml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalog", "health", "gateway"})
  void setsWhatTheServiceKnows(String name) throws IOException {
    JsonNode service = services("secured.yaml").path(name);
    assertEquals("[\"./ca:/etc/gatewayz/ca:ro\"]", service.path("volumes").toString());
    Set<String> variables = keys(service.path("environment"));
    for (String variable : variables) {
      assertTrue(Settings.knows(name, variable), name + " knows no " + variable);
    }
    assertTrue(variables.contains("KAFKA_SASL_JAAS_CONFIG"));
    assertTrue(variables.contains("KAFKA_SSL_TRUSTSTORE_LOCATION"));
    assertEquals(
        !name.equals("gateway"),
        variables.contains("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE"));
  }

  /** Of both files. */
  @Test
  void everyVariableIsInTheExample() throws IOException {
    Set<String> used = new TreeSet<>();
    Matcher matcher =
        VARIABLE.matcher(
            Files.readString(FOLDER.resolve("compose.yaml"))
                + Files.readString(FOLDER.resolve("secured.yaml")));
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    Set<String> told = new TreeSet<>();
    Files.readAllLines(FOLDER.resolve("example.env")).stream()
        .filter(line -> line.matches("[A-Z0-9_]+=.*"))
        .forEach(line -> told.add(line.substring(0, line.indexOf('='))));
    assertEquals(used, told);
  }
}
