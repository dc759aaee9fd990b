package ai.gatewayz.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and manifests say the same as the services: ports, paths, users, names of settings. */
class PackagingIT {

  private static final Path ROOT = RunningStack.root();
  private static final Path BASE = ROOT.resolve("deploy/kubernetes/base");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static Properties properties(String service) throws IOException {
    Properties properties = new Properties();
    try (var in =
        Files.newInputStream(
            ROOT.resolve(service + "-service/src/main/resources/application.properties"))) {
      properties.load(in);
    }
    return properties;
  }

  private static List<JsonNode> documents(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      values.forEachRemaining(documents::add);
    }
    return documents;
  }

  private static JsonNode one(Path file, String kind) throws IOException {
    return documents(file).stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "catalog", "health"})
  void imagesRunWhatTheBuildMakesAndNotAsRoot(String service) throws IOException {
    Properties properties = properties(service);
    String ports =
        "EXPOSE "
            + properties.get("quarkus.http.port")
            + " "
            + properties.get("quarkus.management.port");
    for (String kind : List.of("jvm", "native")) {
      String dockerfile =
          Files.readString(ROOT.resolve(service + "-service/src/main/docker/Dockerfile." + kind));
      assertTrue(dockerfile.contains(ports), ports);
      assertTrue(dockerfile.contains("USER 1001"));
      if (kind.equals("jvm")) {
        Matcher copied =
            Pattern.compile("COPY .*?(target/[\\w/.-]+?)/?(?:\\*\\.jar)? /").matcher(dockerfile);
        int sources = 0;
        while (copied.find()) {
          sources++;
          assertTrue(
              Files.isDirectory(ROOT.resolve(service + "-service").resolve(copied.group(1))),
              copied.group(1));
        }
        assertEquals(4, sources);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "catalog", "health"})
  void deploymentsAreRestrictedAndAskTheRightPorts(String service) throws IOException {
    Path file = BASE.resolve(service + ".yaml");
    Properties properties = properties(service);
    JsonNode pod = one(file, "Deployment").at("/spec/template");
    JsonNode container = pod.at("/spec/containers/0");
    assertEquals(
        properties.get("quarkus.http.port"), container.at("/ports/0/containerPort").asText());
    assertEquals(
        properties.get("quarkus.management.port"), container.at("/ports/1/containerPort").asText());
    assertEquals(
        properties.get("quarkus.management.port"),
        pod.at("/metadata/annotations").path("prometheus.io/port").asText());
    assertEquals("/q/health/live", container.at("/livenessProbe/httpGet/path").asText());
    assertEquals("/q/health/ready", container.at("/readinessProbe/httpGet/path").asText());
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      assertEquals("management", container.path(probe).at("/httpGet/port").asText());
    }
    assertTrue(pod.at("/spec/securityContext/runAsNonRoot").asBoolean());
    assertFalse(pod.at("/spec/automountServiceAccountToken").asBoolean(true));
    assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
    assertFalse(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true));
    assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText());
    assertFalse(container.at("/resources/limits/memory").isMissingNode());
    JsonNode labels = pod.at("/metadata/labels");
    assertEquals(labels, one(file, "Service").at("/spec/selector"));
    assertEquals(labels, one(file, "PodDisruptionBudget").at("/spec/selector/matchLabels"));
  }

  @Test
  void theKustomizationNamesEveryFile() throws IOException {
    Set<String> named = new HashSet<>();
    one(BASE.resolve("kustomization.yaml"), "Kustomization")
        .path("resources")
        .forEach(file -> named.add(file.asText()));
    Set<String> there = new HashSet<>();
    try (Stream<Path> files = Files.list(BASE)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("kustomization.yaml"))
          .forEach(there::add);
    }
    assertEquals(there, named);
  }

  /** A setting with a slip in its name is silently not set. */
  @Test
  void everySettingIsOneThatTheReadmeKnows() throws IOException {
    Set<String> known = settings(Files.readString(ROOT.resolve("README.md")));
    int checked = 0;
    for (JsonNode map : documents(BASE.resolve("settings.yaml"))) {
      for (var entry : map.path("data").properties()) {
        if (entry.getKey().startsWith("GATEWAYZ_")) {
          assertTrue(known.contains(plain(entry.getKey())), entry.getKey());
          checked++;
        }
      }
    }
    assertTrue(checked >= 3);
  }

  /**
   * The names in the table; {@code .replicas} after {@code gatewayz.x.group} is {@code
   * gatewayz.x.replicas}.
   */
  private static Set<String> settings(String readme) {
    Set<String> names = new HashSet<>();
    Matcher quoted = Pattern.compile("`((?:gatewayz)?\\.?[a-z][a-z0-9.<>-]*)`").matcher(readme);
    String parent = "";
    while (quoted.find()) {
      String name = quoted.group(1);
      if (name.startsWith("gatewayz.")) {
        parent = name.substring(0, name.lastIndexOf('.'));
        names.add(plain(name));
      } else if (name.startsWith(".")) {
        names.add(plain(parent + name));
      }
    }
    return names;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
