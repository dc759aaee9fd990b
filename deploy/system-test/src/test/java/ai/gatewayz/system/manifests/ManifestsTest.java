package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays are what an API server takes, and every name in them is the name of something. */
class ManifestsTest {

  private static final List<String> SERVICES = List.of("catalog", "health", "gateway");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overlays/development",
        "overlays/production",
        "overlays/secured",
        "topics",
        "users"
      })
  void everyObjectIsWhatItsSchemaSays(String folder) {
    List<JsonNode> objects = Rendered.of(folder).objects();
    assertAll(objects.stream().map(object -> () -> Schemas.validate(object)));
    Set<String> names = new HashSet<>();
    for (JsonNode object : objects) {
      assertTrue(names.add(object.path("kind").asText() + " " + Rendered.name(object)));
    }
  }

  /** A check that lets everything pass checks nothing. */
  @Test
  void aSlipIsSeen() {
    Rendered rendered = Rendered.of("overlays/production");
    for (String kind : List.of("Deployment", "NetworkPolicy", "PodMonitor", "PrometheusRule")) {
      ObjectNode slip = rendered.all(kind).getFirst().deepCopy();
      ((ObjectNode) slip.path("spec")).put("replicsa", 2);
      assertThrows(AssertionError.class, () -> Schemas.validate(slip), kind);
    }
    for (String component : List.of("gateway-api", "external-secrets", "keda")) {
      Rendered with = Rendered.of("overlays/production", List.of(component));
      for (String kind : List.of("HTTPRoute", "ExternalSecret", "ScaledObject")) {
        for (JsonNode object : with.all(kind)) {
          Schemas.validate(object);
          ObjectNode slip = object.deepCopy();
          ((ObjectNode) slip.path("spec")).put("replicsa", 2);
          assertThrows(AssertionError.class, () -> Schemas.validate(slip), kind);
        }
      }
    }
    ObjectNode topic = Rendered.of("topics").objects().getFirst().deepCopy();
    ((ObjectNode) topic.path("spec")).put("partition", 2);
    assertThrows(AssertionError.class, () -> Schemas.validate(topic));
    ObjectNode user = Rendered.of("users").all("KafkaUser").getFirst().deepCopy();
    ((ObjectNode) user.at("/spec/authorization/acls/0")).put("operatoins", "Read");
    assertThrows(AssertionError.class, () -> Schemas.validate(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/development", "overlays/production", "overlays/secured"})
  void podsAreRestricted(String folder) {
    for (JsonNode deployment : Rendered.of(folder).workloads()) {
      JsonNode pod = deployment.at("/spec/template/spec");
      JsonNode container = Rendered.container(deployment);
      assertAll(
          Rendered.name(deployment),
          () -> assertEquals(1, pod.path("containers").size()),
          () -> assertFalse(pod.path("automountServiceAccountToken").asBoolean(true)),
          () -> assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean()),
          () -> assertEquals(1001, pod.at("/securityContext/runAsUser").asInt()),
          () ->
              assertEquals(
                  "RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText()),
          () -> assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()),
          () ->
              assertFalse(
                  container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)),
          () -> assertEquals("[\"ALL\"]", container.at("/securityContext/capabilities/drop") + ""),
          () -> assertFalse(container.at("/resources/requests/cpu").isMissingNode()),
          () -> assertFalse(container.at("/resources/requests/memory").isMissingNode()),
          () -> assertFalse(container.at("/resources/limits/memory").isMissingNode()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/development", "overlays/production", "overlays/secured"})
  void everyNameIsTheNameOfSomething(String folder) {
    Rendered rendered = Rendered.of(folder);
    for (JsonNode deployment : rendered.workloads()) {
      String name = Rendered.name(deployment);
      JsonNode pod = deployment.at("/spec/template/spec");
      JsonNode labels = deployment.at("/spec/template/metadata/labels");
      rendered.one("ServiceAccount", pod.path("serviceAccountName").asText());
      assertTrue(selects(deployment.at("/spec/selector/matchLabels"), labels), name);
      assertTrue(selects(rendered.one("Service", name).at("/spec/selector"), labels), name);
      assertTrue(
          selects(
              rendered.one("PodDisruptionBudget", name).at("/spec/selector/matchLabels"), labels));
      pod.path("topologySpreadConstraints")
          .forEach(
              spread -> assertTrue(selects(spread.at("/labelSelector/matchLabels"), labels), name));
      JsonNode container = Rendered.container(deployment);
      container
          .path("envFrom")
          .findValues("configMapRef")
          .forEach(reference -> rendered.one("ConfigMap", reference.path("name").asText()));
      Set<String> volumes = new TreeSet<>();
      pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
      Set<String> mounts = new TreeSet<>();
      container.path("volumeMounts").forEach(mount -> mounts.add(mount.path("name").asText()));
      assertEquals(volumes, mounts, name);
    }
    Set<String> ports = Set.of("http", "management");
    for (JsonNode service : rendered.all("Service")) {
      assertEquals("http", service.at("/spec/ports/0/targetPort").asText());
      assertEquals(1, service.at("/spec/ports").size(), "the management port is nobody's");
    }
    for (JsonNode backend : rendered.objects().stream().flatMap(ManifestsTest::backends).toList()) {
      assertTrue(ports.contains(backend.at("/port/name").asText()));
      rendered.one("Service", backend.path("name").asText());
    }
    for (JsonNode scaler : rendered.all("HorizontalPodAutoscaler")) {
      JsonNode scaled = rendered.one("Deployment", scaler.at("/spec/scaleTargetRef/name").asText());
      assertTrue(scaled.at("/spec/replicas").isMissingNode(), "two would own the number");
    }
    for (JsonNode monitor : rendered.all("PodMonitor")) {
      assertTrue(ports.contains(monitor.at("/spec/podMetricsEndpoints/0/port").asText()));
      for (JsonNode deployment : rendered.workloads()) {
        assertTrue(
            selects(
                monitor.at("/spec/selector/matchLabels"),
                deployment.at("/spec/template/metadata/labels")));
      }
    }
  }

  private static java.util.stream.Stream<JsonNode> backends(JsonNode object) {
    return object.findValues("backend").stream().map(backend -> backend.path("service"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/development", "overlays/production", "overlays/secured"})
  void portsPathsAndImagesAreThoseOfTheServices(String folder) throws IOException {
    Rendered rendered = Rendered.of(folder);
    for (String service : SERVICES) {
      Properties properties = properties(service);
      JsonNode container = Rendered.container(rendered.workload(service));
      assertEquals(
          "localhost/gatewayz/" + properties.get("quarkus.application.name") + ":0.1.0",
          container.path("image").asText());
      assertEquals("http", container.at("/ports/0/name").asText());
      assertEquals(
          properties.get("quarkus.http.port"), container.at("/ports/0/containerPort").asText());
      assertEquals(
          properties.get("quarkus.http.port"),
          rendered.one("Service", service).at("/spec/ports/0/port").asText());
      assertEquals("management", container.at("/ports/1/name").asText());
      assertEquals(
          properties.get("quarkus.management.port"),
          container.at("/ports/1/containerPort").asText());
      for (String[] probe :
          new String[][] {{"liveness", "live"}, {"readiness", "ready"}, {"startup", "started"}}) {
        JsonNode get = container.at("/" + probe[0] + "Probe/httpGet");
        assertEquals("management", get.path("port").asText());
        assertEquals("/q/health/" + probe[1], get.path("path").asText());
      }
    }
  }

  /** A name that a pod does not get back leaves its partitions idle for a session. */
  @ParameterizedTest
  @ValueSource(strings = {"overlays/development", "overlays/production", "overlays/secured"})
  void podsAreMembersByNameOnlyWhereTheyComeBackUnderIt(String folder) {
    int named = 0;
    for (JsonNode workload : Rendered.of(folder).workloads()) {
      for (JsonNode variable : Rendered.container(workload).path("env")) {
        if (variable.path("name").asText().equals("GATEWAYZ_HEALTH_EVENTS_INSTANCE")) {
          named++;
          assertEquals("StatefulSet", workload.path("kind").asText());
          assertEquals("metadata.name", variable.at("/valueFrom/fieldRef/fieldPath").asText());
        }
      }
    }
    assertEquals(1, named);
  }

  /** An end that is shorter than a stream cuts streams off. */
  @Test
  void podsOutliveTheLongestAnswer() throws IOException {
    JsonNode gateway = Rendered.of("overlays/production").one("Deployment", "gateway");
    JsonNode env = Rendered.container(gateway).path("env");
    int drain = seconds(value(env, "QUARKUS_SHUTDOWN_TIMEOUT"));
    int delay = seconds(value(env, "QUARKUS_SHUTDOWN_DELAY"));
    int longest =
        seconds(Settings.defaults("gateway").get("gatewayz.gateway.attempts.total-timeout"));
    assertTrue(drain >= longest, "drained for " + drain + " s, answers take " + longest + " s");
    assertTrue(
        gateway.at("/spec/template/spec/terminationGracePeriodSeconds").asInt() > drain + delay);
  }

  private static String value(JsonNode env, String name) {
    for (JsonNode each : env) {
      if (each.path("name").asText().equals(name)) {
        return each.path("value").asText();
      }
    }
    throw new AssertionError("no " + name);
  }

  private static int seconds(String duration) {
    int number = Integer.parseInt(duration.replaceAll("\\D", ""));
    return duration.endsWith("m") ? number * 60 : number;
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    assertFalse(selector.isEmpty(), "selects everything");
    return selector.properties().stream()
        .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
  }

  private static Properties properties(String service) throws IOException {
    Properties properties = new Properties();
    try (var in =
        Files.newInputStream(
            Rendered.ROOT.resolve(
                service + "-service/src/main/resources/application.properties"))) {
      properties.load(in);
    }
    return properties;
  }
}
