package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in front of the gateway allows what the gateway does. */
class WayInTest {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final JsonNode ingress = Rendered.of("overlays/production").one("Ingress", "gateway");
  private final JsonNode route =
      Rendered.of("base", List.of("gateway-api")).one("HTTPRoute", "gateway");

  private static int number(String value) {
    Matcher number = NUMBER.matcher(value);
    assertTrue(number.find(), value);
    return Integer.parseInt(number.group());
  }

  private Stream<Map.Entry<String, JsonNode>> annotations(String... ends) {
    return ingress.at("/metadata/annotations").properties().stream()
        .filter(each -> Stream.of(ends).anyMatch(each.getKey()::endsWith));
  }

  /** In seconds; the setting says it in minutes. */
  private static int longestRequest() throws IOException {
    return 60 * number(Settings.defaults("gateway").get("gatewayz.gateway.attempts.total-timeout"));
  }

  @Test
  void silenceMayLastAsLongAsARequest() throws IOException {
    int longest = longestRequest();
    List<Map.Entry<String, JsonNode>> timeouts =
        annotations("-timeout", "/timeout-server", "/load-balancer-attributes").toList();
    assertEquals(8, timeouts.size(), timeouts::toString);
    assertAll(
        timeouts.stream()
            .map(
                each ->
                    () -> assertEquals(longest, number(each.getValue().asText()), each.getKey())));
  }

  @Test
  void bodiesMayBeAsLargeAsTheGatewayTakes() throws IOException {
    int largest = number(Settings.defaults("gateway").get("gatewayz.gateway.requests.max-body"));
    List<Map.Entry<String, JsonNode>> sizes = annotations("body-size").toList();
    assertEquals(3, sizes.size(), sizes::toString);
    sizes.forEach(each -> assertEquals(largest + "m", each.getValue().asText(), each.getKey()));
  }

  @Test
  void nothingIsGatheredUpOnItsWay() {
    assertEquals(
        List.of("off", "off", "false"),
        annotations("-buffering").map(each -> each.getValue().asText()).toList());
  }

  /** The gateway is the one that ends a request: with an answer that says why. */
  @Test
  void aRouteOutlastsTheLongestRequest() throws IOException {
    Schemas.validate(route);
    JsonNode timeouts = route.at("/spec/rules/0/timeouts");
    assertTrue(number(timeouts.path("request").asText()) > longestRequest());
    assertEquals(timeouts.path("request"), timeouts.path("backendRequest"));
  }

  @Test
  void aRouteLeadsToTheGateway() {
    JsonNode backend = route.at("/spec/rules/0/backendRefs/0");
    JsonNode service = Rendered.of("base").one("Service", backend.path("name").asText());
    assertEquals(service.at("/spec/ports/0/port"), backend.path("port"));
  }
}
