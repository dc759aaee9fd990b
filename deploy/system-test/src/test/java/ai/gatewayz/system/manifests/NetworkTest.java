package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies, read as a network plugin reads them: what is not allowed by any is forbidden. */
class NetworkTest {

  private final Rendered rendered = Rendered.of("overlays/production");

  @Test
  void nothingIsAllowedThatNobodyAllows() {
    JsonNode rest = rendered.one("NetworkPolicy", "nothing-else").path("spec");
    assertTrue(rest.path("podSelector").isEmpty(), "all pods");
    assertEquals("[\"Ingress\",\"Egress\"]", rest.path("policyTypes").toString());
    assertFalse(rest.has("ingress") || rest.has("egress"));
  }

  @Test
  void onlyTheGatewayIsReachableFromOutside() {
    assertEquals(Set.of("http"), openToAll("gateway"));
    assertEquals(Set.of(), openToAll("catalog"));
    assertEquals(Set.of(), openToAll("health"));
    List<JsonNode> ingresses = rendered.all("Ingress");
    assertEquals(1, ingresses.size());
    assertEquals(
        "gateway",
        ingresses.getFirst().at("/spec/rules/0/http/paths/0/backend/service/name").asText());
    rendered
        .all("Service")
        .forEach(
            service -> assertEquals("ClusterIP", service.at("/spec/type").asText("ClusterIP")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "catalog", "health"})
  void onlyPrometheusReadsTheManagementPort(String service) {
    List<JsonNode> rules =
        rules(service, "ingress").stream()
            .filter(rule -> ports(rule).contains("management"))
            .toList();
    assertEquals(1, rules.size());
    assertEquals(Set.of("monitoring"), namespaces(rules.getFirst().path("from")));
  }

  @ParameterizedTest
  @CsvSource({
    "gateway, kafka, true",
    "catalog, kafka, true",
    "health, kafka, true",
    "gateway, postgres, false",
    "catalog, postgres, true",
    "health, postgres, true",
    "gateway, kube-system, true",
    "gateway, gatewayz, false",
  })
  void eachReachesWhatItNeeds(String service, String namespace, boolean allowed) {
    assertEquals(
        allowed,
        rules(service, "egress").stream()
            .anyMatch(rule -> namespaces(rule.path("to")).contains(namespace)));
  }

  /** Providers are on the public internet: a name that leads inside leads nowhere. */
  @ParameterizedTest
  @CsvSource({
    "104.18.2.115, true",
    "2606:4700::6812:273, true",
    "10.1.2.3, false",
    "172.20.0.1, false",
    "192.168.1.1, false",
    "127.0.0.1, false",
    "169.254.169.254, false",
    "100.100.100.200, false",
    "fd00::1, false",
    "fe80::1, false",
    "::1, false",
    "2002:a00:1::1, false",
  })
  void providersArePublicAddresses(String address, boolean allowed) throws Exception {
    for (String service : List.of("gateway", "catalog", "health")) {
      assertEquals(allowed, reaches(service, InetAddress.getByName(address)), service);
    }
  }

  /** Other clusters answer names elsewhere; nothing else opens with it. */
  @Test
  void namesAreAskedForWhereTheClusterAnswersThem() {
    JsonNode node = names(Rendered.of("base", List.of("node-local-dns")));
    assertEquals(Set.of("kube-system"), namespaces(node.path("to")));
    assertEquals("169.254.20.10/32", node.at("/to/1/ipBlock/cidr").asText());
    assertEquals(Set.of("53"), ports(node));
    JsonNode openshift = names(Rendered.of("base", List.of("openshift")));
    assertEquals(Set.of("openshift-dns"), namespaces(openshift.path("to")));
    assertEquals(Set.of("5353"), ports(openshift));
  }

  private static JsonNode names(Rendered rendered) {
    return rendered.one("NetworkPolicy", "all-to-names-and-kafka").at("/spec/egress/0");
  }

  private boolean reaches(String service, InetAddress address) throws Exception {
    for (JsonNode rule : rules(service, "egress")) {
      for (JsonNode peer : rule.path("to")) {
        JsonNode block = peer.path("ipBlock");
        if (!block.isMissingNode() && within(address, block.path("cidr").asText())) {
          assertEquals(Set.of("443"), ports(rule));
          boolean excepted = false;
          for (JsonNode except : block.path("except")) {
            excepted |= within(address, except.asText());
          }
          if (!excepted) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean within(InetAddress address, String cidr) throws Exception {
    String[] parts = cidr.split("/");
    byte[] network = InetAddress.getByName(parts[0]).getAddress();
    if (network.length != address.getAddress().length) {
      return false;
    }
    int rest = network.length * 8 - Integer.parseInt(parts[1]);
    return new BigInteger(1, network)
        .shiftRight(rest)
        .equals(new BigInteger(1, address.getAddress()).shiftRight(rest));
  }

  private Set<String> openToAll(String service) {
    Set<String> open = new TreeSet<>();
    rules(service, "ingress").stream()
        .filter(rule -> !rule.has("from"))
        .forEach(rule -> open.addAll(ports(rule)));
    return open;
  }

  private List<JsonNode> rules(String service, String direction) {
    JsonNode labels = rendered.workload(service).at("/spec/template/metadata/labels");
    return rendered.all("NetworkPolicy").stream()
        .map(policy -> policy.path("spec"))
        .filter(policy -> selects(policy.path("podSelector"), labels))
        .flatMap(policy -> policy.path(direction).valueStream())
        .toList();
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    boolean selected =
        selector.path("matchLabels").properties().stream()
            .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
    for (JsonNode expression : selector.path("matchExpressions")) {
      assertEquals("In", expression.path("operator").asText());
      JsonNode value = labels.path(expression.path("key").asText());
      selected &= expression.path("values").valueStream().anyMatch(value::equals);
    }
    return selected;
  }

  private static Set<String> namespaces(JsonNode peers) {
    Set<String> names = new TreeSet<>();
    for (JsonNode peer : peers) {
      JsonNode name =
          peer.path("namespaceSelector").path("matchLabels").path("kubernetes.io/metadata.name");
      if (!name.isMissingNode()) {
        names.add(name.asText());
      }
    }
    return names;
  }

  private static Set<String> ports(JsonNode rule) {
    Set<String> ports = new TreeSet<>();
    rule.path("ports").forEach(port -> ports.add(port.path("port").asText()));
    return ports;
  }
}
