package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.system.watch.Expression;
import ai.gatewayz.system.watch.Watching;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The bytes that gateways hold drive their number, by a metric that there is. */
class ScalingTest {

  private static final String OVERLAY = "overlays/production-scaled-by-bodies";
  private static final String ADAPTER =
      "deploy/kubernetes/components/scale-by-bodies/prometheus-adapter.yaml";

  private static final Set<String> ASKED =
      Set.of(
          "gatewayz_requests_active",
          "gatewayz_requests_body_bytes",
          "gatewayz_requests_body_budget");

  private static List<JsonNode> rules() throws IOException {
    return Rendered.documents(Rendered.ROOT.resolve(ADAPTER))
        .getFirst()
        .at("/rules/custom")
        .valueStream()
        .toList();
  }

  @Test
  void theProcessorAndTheBodiesDriveIt() throws IOException {
    JsonNode scaler = Rendered.of(OVERLAY).one("HorizontalPodAutoscaler", "gateway");
    Schemas.validate(scaler);
    JsonNode metrics = scaler.at("/spec/metrics");
    assertEquals(2, metrics.size());
    assertEquals("cpu", metrics.at("/0/resource/name").asText());
    JsonNode pods = metrics.at("/1/pods");
    assertEquals(rules().getFirst().at("/name/as").asText(), pods.at("/metric/name").asText());
    assertEquals("500m", pods.at("/target/averageValue").asText(), "before the alert at 0.8");
  }

  @Test
  void everythingElseIsTheProductionOverlay() {
    Set<String> names = names(OVERLAY);
    assertEquals(names("overlays/production"), names);
    assertAll(
        Rendered.of(OVERLAY).objects().stream().map(object -> () -> Schemas.validate(object)));
  }

  private static Set<String> names(String folder) {
    Set<String> names = new TreeSet<>();
    Rendered.of(folder)
        .objects()
        .forEach(each -> names.add(each.path("kind").asText() + " " + Rendered.name(each)));
    return names;
  }

  /** Rules and dashboards are held against the running services; the adapter names no others. */
  @Test
  void theAdapterAsksForMetricsThatThereAre() throws IOException {
    Set<String> known = new TreeSet<>();
    Watching.expressions().forEach(each -> known.addAll(metrics(each)));
    Set<String> asked = new TreeSet<>();
    for (JsonNode rule : rules()) {
      String query =
          rule.path("metricsQuery")
              .asText()
              .replace("<<.GroupBy>>", "pod")
              .replace("<<.LabelMatchers>>", "pod=\"a\"");
      Set<String> named = metrics(Expression.parse(query));
      asked.addAll(named);
      String series = rule.path("seriesQuery").asText();
      assertTrue(named.contains(series.substring(0, series.indexOf('{'))), series);
    }
    assertEquals(ASKED, asked);
    assertTrue(known.containsAll(asked), known::toString);
  }

  /** KEDA asks Prometheus for the bodies and for requests at work, and is the only autoscaler. */
  @Test
  void kedaAsksForMetricsThatThereAre() throws IOException {
    Rendered rendered = Rendered.of("overlays/production", List.of("keda"));
    assertTrue(rendered.all("HorizontalPodAutoscaler").isEmpty());
    JsonNode scaled = rendered.one("ScaledObject", "gateway");
    Schemas.validate(scaled);
    Set<String> asked = new TreeSet<>();
    scaled.at("/spec/triggers").findValuesAsText("query").stream()
        .map(Expression::parse)
        .forEach(each -> asked.addAll(metrics(each)));
    assertEquals(ASKED, asked);
    Set<String> known = new TreeSet<>();
    Watching.expressions().forEach(each -> known.addAll(metrics(each)));
    assertTrue(known.containsAll(asked), known::toString);
    JsonNode own =
        Rendered.of("overlays/production").one("HorizontalPodAutoscaler", "gateway").path("spec");
    assertEquals(own.path("minReplicas"), scaled.at("/spec/minReplicaCount"));
    assertEquals(own.path("maxReplicas"), scaled.at("/spec/maxReplicaCount"));
    assertEquals(
        own.path("behavior"), scaled.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior"));
  }

  private static Set<String> metrics(Expression expression) {
    Set<String> names = new TreeSet<>();
    expression.selectors().forEach(each -> names.add(each.metric()));
    return names;
  }
}
