package ai.gatewayz.system.chart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.system.manifests.Rendered;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two ways to install one thing: object by object they say the same. What may differ is what Helm
 * is for:
 *
 * <ul>
 *   <li>the namespace, which {@code helm install --create-namespace} makes;
 *   <li>the labels by which Helm's objects are found;
 *   <li>the checksum of the settings in the template of pods, for which an overlay has {@code
 *       kubectl rollout restart};
 * </ul>
 *
 * and the order of lists whose elements have names, which means nothing to Kubernetes.
 */
class ChartEqualsManifestsTest {

  private static final Set<String> HELMS_LABELS =
      Set.of("app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "helm.sh/chart");

  private static final String CHECKSUM = "checksum/settings";

  /** By what the elements of lists are named. */
  private static final List<String> NAMES = List.of("name", "topologyKey");

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(List.of(), "base", List.of()),
        Arguments.of(List.of("development"), "overlays/development", List.of()),
        Arguments.of(List.of("production"), "overlays/production", List.of()),
        Arguments.of(
            List.of("production", "scaled-by-bodies"),
            "overlays/production-scaled-by-bodies",
            List.of()),
        Arguments.of(List.of("production", "secured"), "overlays/secured", List.of()),
        Arguments.of(List.of("production", "keda"), "overlays/production", List.of("keda")),
        Arguments.of(List.of("gateway-api"), "base", List.of("gateway-api")),
        Arguments.of(List.of("openshift"), "base", List.of("monitoring", "openshift")),
        Arguments.of(List.of("external-secrets"), "base", List.of("external-secrets")));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theChartIsWhatTheManifestsAre(
      List<String> examples, String overlay, List<String> components) {
    Map<String, JsonNode> kustomize =
        comparable(components.isEmpty() ? Rendered.of(overlay) : Rendered.of(overlay, components));
    Map<String, JsonNode> helm = comparable(Chart.rendered(examples));
    assertEquals(kustomize.keySet(), helm.keySet());
    assertAll(
        kustomize.entrySet().stream()
            .map(
                each ->
                    () ->
                        assertEquals(
                            each.getValue().toPrettyString(),
                            helm.get(each.getKey()).toPrettyString(),
                            each.getKey())));
  }

  /** A comparison that lets everything pass compares nothing. */
  @Test
  void aSlipIsSeen() {
    Map<String, JsonNode> told = comparable(Chart.rendered(List.of()));
    assertTrue(told.size() > 20, told.keySet()::toString);
    assertNotEquals(told, comparable(Chart.rendered(List.of(), Map.of("startupSeconds", "61"))));
    assertNotEquals(
        told, comparable(Chart.rendered(List.of(), Map.of("network.dns.ports[0]", "5353"))));
  }

  private static Map<String, JsonNode> comparable(Rendered rendered) {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (JsonNode object : rendered.objects()) {
      if (!object.path("kind").asText().equals("Namespace")) {
        ObjectNode copy = (ObjectNode) sorted(object);
        remove(copy.path("metadata"), "labels", HELMS_LABELS);
        remove(copy.at("/spec/template/metadata"), "annotations", Set.of(CHECKSUM));
        objects.put(object.path("kind").asText() + " " + Rendered.name(object), copy);
      }
    }
    return objects;
  }

  private static void remove(JsonNode metadata, String map, Set<String> names) {
    if (metadata.path(map) instanceof ObjectNode entries) {
      entries.remove(names);
      if (entries.isEmpty()) {
        ((ObjectNode) metadata).remove(map);
      }
    }
  }

  /** With the keys of maps, and the lists whose elements have names, in one order. */
  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(each -> fields.put(each.getKey(), sorted(each.getValue())));
      object.setAll(fields);
      return object;
    }
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(each -> elements.add(sorted(each)));
      for (String name : NAMES) {
        if (elements.stream().allMatch(each -> each.has(name))) {
          elements.sort(Comparator.comparing(each -> each.path(name).asText()));
        }
      }
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      elements.forEach(array::add);
      return array;
    }
    return node;
  }
}
