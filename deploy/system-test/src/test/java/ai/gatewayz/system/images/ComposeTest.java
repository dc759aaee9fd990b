package ai.gatewayz.system.images;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.system.manifests.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The compose file says what the manifests say, and names what there is. */
class ComposeTest {

  private static final Path ROOT = Path.of(System.getProperty("gatewayz.root"));
  private static final Path FOLDER = ROOT.resolve("deploy/compose");
  private static final Path BASE = ROOT.resolve("deploy/kubernetes/base");
  private static final Set<String> TOP = Set.of("name", "services", "networks", "volumes");
  private static final Set<String> KEYS =
      Set.of(
          "image",
          "user",
          "restart",
          "security_opt",
          "cap_drop",
          "cap_add",
          "read_only",
          "tmpfs",
          "mem_limit",
          "depends_on",
          "networks",
          "network_mode",
          "environment",
          "ports",
          "volumes",
          "command",
          "entrypoint",
          "healthcheck",
          "stop_grace_period");
  private static final List<String> SERVICES = List.of("catalog", "health", "gateway");

  private final JsonNode compose = read(FOLDER.resolve("compose.yaml"));

  /** With anchors and merge keys resolved. */
  private static JsonNode read(Path file) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      return new ObjectMapper().valueToTree(new Yaml(options).load(Files.readString(file)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode service(String name) {
    JsonNode service = compose.path("services").path(name);
    assertFalse(service.isMissingNode(), name);
    return service;
  }

  @Test
  void everyKeyIsOneOfComposes() {
    compose
        .properties()
        .forEach(
            entry ->
                assertTrue(
                    TOP.contains(entry.getKey()) || entry.getKey().startsWith("x-"),
                    entry.getKey()));
    compose
        .path("services")
        .properties()
        .forEach(
            service ->
                service
                    .getValue()
                    .properties()
                    .forEach(
                        entry ->
                            assertTrue(
                                KEYS.contains(entry.getKey()),
                                service.getKey() + ": " + entry.getKey())));
  }

  @Test
  void everyContainerIsHardened() {
    compose
        .path("services")
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              assertAll(
                  entry.getKey(),
                  () -> assertEquals("[\"ALL\"]", service.path("cap_drop").toString()),
                  () ->
                      assertEquals(
                          "[\"no-new-privileges:true\"]", service.path("security_opt").toString()),
                  () -> assertTrue(service.path("image").asText().matches(".+:[\\w.]+")),
                  () ->
                      assertTrue(
                          service.path("read_only").asBoolean() || entry.getKey().equals("kafka")));
            });
    for (String name : SERVICES) {
      assertEquals("1001:1001", service(name).path("user").asText());
    }
  }

  @Test
  void everyNameIsTheNameOfSomething() {
    Set<String> services = new HashSet<>();
    compose.path("services").properties().forEach(entry -> services.add(entry.getKey()));
    compose
        .path("services")
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              service
                  .path("depends_on")
                  .properties()
                  .forEach(
                      needed -> {
                        assertTrue(services.contains(needed.getKey()), needed.getKey());
                        boolean healthy =
                            needed.getValue().path("condition").asText().equals("service_healthy");
                        assertTrue(
                            !healthy || service(needed.getKey()).has("healthcheck"),
                            needed.getKey() + " cannot be told to be healthy");
                      });
              service
                  .path("networks")
                  .forEach(
                      network ->
                          assertTrue(compose.path("networks").has(network.asText()), network + ""));
              service.path("volumes").forEach(volume -> exists(volume.asText()));
            });
  }

  private void exists(String volume) {
    String source = volume.split(":")[0];
    if (source.startsWith(".")) {
      assertTrue(Files.exists(FOLDER.resolve(source)), source);
    } else {
      assertTrue(compose.path("volumes").has(source), source);
    }
  }

  @Test
  void onlyTheGatewayIsReachableFromOtherHosts() {
    compose
        .path("services")
        .properties()
        .forEach(
            entry ->
                entry
                    .getValue()
                    .path("ports")
                    .forEach(
                        port ->
                            assertTrue(
                                entry.getKey().equals("gateway")
                                    || port.asText().startsWith("127.0.0.1:"),
                                entry.getKey() + " " + port)));
    assertTrue(compose.at("/networks/inside/internal").asBoolean());
    assertEquals("[\"inside\"]", service("postgres").path("networks").toString());
    assertEquals("[\"inside\"]", service("kafka").path("networks").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalog", "health", "gateway"})
  void saysWhatTheManifestsSay(String name) throws IOException {
    JsonNode service = service(name);
    JsonNode deployment =
        document(name + ".yaml", name.equals("health") ? "StatefulSet" : "Deployment");
    JsonNode container = deployment.at("/spec/template/spec/containers/0");
    JsonNode images = document("kustomization.yaml", "Kustomization").path("images");
    String tag =
        images
            .valueStream()
            .filter(image -> image.path("name").equals(container.path("image")))
            .findFirst()
            .orElseThrow()
            .path("newTag")
            .asText();
    assertEquals(container.path("image").asText() + ":" + tag, service.path("image").asText());
    assertEquals(
        container.at("/resources/limits/memory").asText().replace("Mi", "m"),
        service.path("mem_limit").asText());
    for (String variable : variables(service)) {
      boolean usual = variable.endsWith("_API_KEY") || variable.equals("HF_TOKEN");
      assertTrue(
          usual && !variable.startsWith("GATEWAYZ_") || Settings.knows(name, variable),
          name + " knows no " + variable);
    }
    for (JsonNode mount : container.path("volumeMounts")) {
      String path = mount.path("mountPath").asText();
      assertTrue(
          (service.path("tmpfs") + "" + service.path("volumes")).contains(path),
          path + " is not writable");
    }
    if (name.equals("gateway")) {
      assertEquals(
          deployment.at("/spec/template/spec/terminationGracePeriodSeconds").asText() + "s",
          service.path("stop_grace_period").asText());
      assertTrue(
          service
              .path("ports")
              .path(0)
              .asText()
              .endsWith(":" + container.at("/ports/0/containerPort").asText()));
    }
  }

  private static Set<String> variables(JsonNode service) {
    Set<String> variables = new TreeSet<>();
    service.path("environment").properties().forEach(entry -> variables.add(entry.getKey()));
    return variables;
  }

  /** Prometheus asks the management ports, and names the services as the rules do. */
  @Test
  void prometheusAsksEveryServiceAndGrafanaShowsIt() {
    JsonNode ours = read(FOLDER.resolve("prometheus.yml"));
    JsonNode local = read(ROOT.resolve("deploy/monitoring/prometheus.yml"));
    assertEquals(targets(local).keySet(), targets(ours).keySet());
    targets(local)
        .forEach(
            (name, target) ->
                assertEquals(
                    target.replace("127.0.0.1", name), targets(ours).get(name), "of " + name));
    JsonNode source = read(FOLDER.resolve("grafana/datasources/prometheus.yaml"));
    assertEquals("http://prometheus:9090", source.at("/datasources/0/url").asText());
    String folder =
        read(FOLDER.resolve("grafana/dashboards/gatewayz.yaml"))
            .at("/providers/0/options/path")
            .asText();
    assertTrue(
        service("grafana")
            .path("volumes")
            .toString()
            .contains("../monitoring/dashboards:" + folder));
  }

  private static Map<String, String> targets(JsonNode prometheus) {
    Map<String, String> targets = new java.util.TreeMap<>();
    for (JsonNode group : prometheus.at("/scrape_configs/0/static_configs")) {
      targets.put(group.at("/labels/service").asText(), group.at("/targets/0").asText());
    }
    return targets;
  }

  private static JsonNode document(String file, String kind) throws IOException {
    try (var values =
        new YAMLMapper()
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(BASE.resolve(file).toFile())) {
      while (values.hasNextValue()) {
        JsonNode each = values.nextValue();
        if (each.path("kind").asText().equals(kind)) {
          return each;
        }
      }
    }
    throw new AssertionError("no " + kind + " in " + file);
  }
}
