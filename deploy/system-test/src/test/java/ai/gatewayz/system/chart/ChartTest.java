package ai.gatewayz.system.chart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.system.manifests.Rendered;
import ai.gatewayz.system.manifests.Schemas;
import ai.gatewayz.system.manifests.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm and an API server say to the chart, with each of its examples. */
class ChartTest {

  /** Each by itself, and the defaults. */
  static Stream<List<String>> values() throws IOException {
    return Stream.concat(Stream.of(List.of()), Chart.examples().map(List::of));
  }

  @Test
  void helmHasNothingToSay() {
    LintResult result = Chart.lint();
    assertFalse(result.isFailed(), () -> result.getMessages().toString());
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyObjectIsWhatItsSchemaSays(List<String> examples) {
    List<JsonNode> objects = Chart.rendered(examples).objects();
    assertAll(objects.stream().map(object -> () -> Schemas.validate(object)));
    Set<String> names = new HashSet<>();
    for (JsonNode object : objects) {
      assertTrue(names.add(object.path("kind").asText() + " " + Rendered.name(object)));
      assertEquals(Chart.RELEASE, object.at("/metadata/namespace").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void everySettingIsOneOfTheServiceThatGetsIt(List<String> examples) throws IOException {
    Rendered rendered = Chart.rendered(examples);
    for (JsonNode workload : rendered.workloads()) {
      String service = Rendered.name(workload);
      for (String variable : rendered.variables(workload).keySet()) {
        assertTrue(Settings.knows(service, variable), service + " knows no " + variable);
      }
    }
  }

  /** A path in a setting leads to where a config map or a secret is mounted. */
  @ParameterizedTest
  @MethodSource("values")
  void everyFileThatASettingNamesIsMounted(List<String> examples) {
    Rendered rendered = Chart.rendered(examples);
    for (JsonNode workload : rendered.workloads()) {
      Set<String> mounts = new TreeSet<>();
      Rendered.container(workload)
          .path("volumeMounts")
          .forEach(mount -> mounts.add(mount.path("mountPath").asText()));
      rendered
          .variables(workload)
          .forEach(
              (name, value) -> {
                if (value.asText().startsWith("/")) {
                  String folder = value.asText().substring(0, value.asText().lastIndexOf('/'));
                  assertTrue(mounts.contains(folder), name + " in " + folder);
                }
              });
    }
  }

  /** Other settings are other pods, of the services that get them and of no others. */
  @Test
  void podsAreNewWhereTheirSettingsAre() {
    Rendered before = Chart.rendered(List.of());
    Rendered after =
        Chart.rendered(
            List.of(),
            Map.of(
                "health.settings.GATEWAYZ_HEALTH_PROBE_DAILY_USD",
                "2.00",
                "secrets.gatewayz-keys.GATEWAYZ_GATEWAY_KEYS_ALICE",
                "ab12"));
    assertNotEquals(checksum(before, "health"), checksum(after, "health"));
    assertNotEquals(checksum(before, "gateway"), checksum(after, "gateway"));
    assertEquals(checksum(before, "catalog"), checksum(after, "catalog"));
    assertEquals(
        "ab12", after.one("Secret", "gatewayz-keys").at("/stringData").elements().next().asText());
  }

  private static String checksum(Rendered rendered, String service) {
    JsonNode checksum =
        rendered.workload(service).at("/spec/template/metadata/annotations/checksum~1settings");
    assertEquals(64, checksum.asText().length());
    return checksum.asText();
  }

  @Test
  void imagesAreNamedByRegistryAndDigest() {
    Rendered rendered = Chart.rendered(List.of("digests"));
    assertEquals(
        "registry.example.com/platform/gatewayz/health-service@sha256:" + "0".repeat(63) + "2",
        Rendered.container(rendered.workload("health")).path("image").asText());
    assertEquals(
        "[{\"name\":\"registry\"}]",
        rendered.workload("gateway").at("/spec/template/spec/imagePullSecrets").toString());
    Rendered tagged =
        Chart.rendered(
            List.of(), Map.of("images.registry", "registry.example.com/ours", "images.tag", "7.1"));
    assertEquals(
        "registry.example.com/ours/catalog-service:7.1",
        Rendered.container(tagged.workload("catalog")).path("image").asText());
  }

  @Test
  void whatTheOperatorSelectsByIsAValue() {
    Rendered rendered = Chart.rendered(List.of("prometheus-operator"));
    for (String kind : List.of("PodMonitor", "PrometheusRule")) {
      assertEquals(
          "kube-prometheus-stack",
          rendered.one(kind, "gatewayz").at("/metadata/labels/release").asText());
    }
    assertFalse(rendered.all("PrometheusRule").getFirst().at("/spec/groups").isEmpty());
  }

  /** One chart of one version: what it installs where nobody says another tag. */
  @Test
  void theChartIsOfTheImagesVersion() throws IOException {
    JsonNode chart =
        Rendered.documents(Files.readString(Chart.FOLDER.resolve("Chart.yaml"))).getFirst();
    JsonNode base =
        Rendered.documents(
                Files.readString(
                    Rendered.ROOT.resolve("deploy/kubernetes/base/kustomization.yaml")))
            .getFirst();
    assertEquals(base.at("/images/0/newTag"), chart.path("appVersion"));
    assertEquals(chart.path("appVersion"), chart.path("version"));
  }
}
