package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.system.watch.Expression;
import ai.gatewayz.system.watch.Watching;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The bytes that gateways hold drive their number, by a metric that there is. */
class ScalingTest {

  private static final String OVERLAY = "overlays/production-scaled-by-bodies";
  private static final String ADAPTER =
      "deploy/kubernetes/components/scale-by-bodies/prometheus-adapter.yaml";

  private static JsonNode rule() throws IOException {
    JsonNode rules =
        Rendered.documents(Rendered.ROOT.resolve(ADAPTER)).getFirst().at("/rules/custom");
    assertEquals(1, rules.size());
    return rules.get(0);
  }

  @Test
  void theProcessorAndTheBodiesDriveIt() throws IOException {
    JsonNode scaler = Rendered.of(OVERLAY).one("HorizontalPodAutoscaler", "gateway");
    Schemas.validate(scaler);
    JsonNode metrics = scaler.at("/spec/metrics");
    assertEquals(2, metrics.size());
    assertEquals("cpu", metrics.at("/0/resource/name").asText());
    JsonNode pods = metrics.at("/1/pods");
    assertEquals(rule().at("/name/as").asText(), pods.at("/metric/name").asText());
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
    String query =
        rule()
            .path("metricsQuery")
            .asText()
            .replace("<<.GroupBy>>", "pod")
            .replace("<<.LabelMatchers>>", "pod=\"a\"");
    Set<String> asked = metrics(Expression.parse(query));
    assertEquals(Set.of("gatewayz_requests_body_bytes", "gatewayz_requests_body_budget"), asked);
    assertTrue(known.containsAll(asked), known::toString);
    assertTrue(rule().path("seriesQuery").asText().startsWith("gatewayz_requests_body_bytes{"));
  }

  private static Set<String> metrics(Expression expression) {
    Set<String> names = new TreeSet<>();
    expression.selectors().forEach(each -> names.add(each.metric()));
    return names;
  }
}
