package ai.gatewayz.providers.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.address.Origin;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {

  private static EgressProxy egress(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    return new EgressProxy(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withDefaultValues(all)
            .withMapping(EgressConfig.class)
            .build()
            .getConfigMapping(EgressConfig.class));
  }

  private static Origin origin(String address) {
    return Origin.of(URI.create(address));
  }

  @Test
  void withoutASettingProvidersAreCalledStraight() {
    assertTrue(egress(Map.of()).to(origin("https://api.together.ai/v1")).isEmpty());
    assertTrue(egress(Map.of("HTTPS_PROXY", "")).to(origin("https://api.together.ai")).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, https://a.example/v1",
    "https_proxy, https://a.example/v1",
    "gatewayz.egress.https-proxy, https://a.example/v1",
    "HTTP_PROXY, http://a.example/v1",
    "http_proxy, http://a.example/v1",
    "gatewayz.egress.http-proxy, http://a.example/v1"
  })
  void theUsualVariablesNameIt(String variable, String address) {
    EgressProxy egress = egress(Map.of(variable, "http://proxy.example:3128"));
    ProxyOptions proxy = egress.to(origin(address)).orElseThrow();
    assertEquals("proxy.example:3128", proxy.getHost() + ":" + proxy.getPort());
    assertEquals(ProxyType.HTTP, proxy.getType());
    boolean tls = address.startsWith("https");
    assertTrue(egress.to(origin((tls ? "http" : "https") + "://a.example/v1")).isEmpty());
  }

  @Test
  void ourSettingWinsOverTheVariable() {
    EgressProxy egress =
        egress(Map.of("HTTPS_PROXY", "http://a:1", "gatewayz.egress.https-proxy", "http://b:2"));
    assertEquals("b", egress.to(origin("https://x.example")).orElseThrow().getHost());
  }

  @Test
  void itMayWantAPasswordAndSpeakSocks() {
    ProxyOptions proxy =
        egress(Map.of("HTTPS_PROXY", "socks5://us%40er:p+w%3A1@10.0.0.1:1080/"))
            .to(origin("https://a.example"))
            .orElseThrow();
    assertEquals(ProxyType.SOCKS5, proxy.getType());
    assertEquals("us@er", proxy.getUsername());
    assertEquals("p+w:1", proxy.getPassword());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://secret:word@proxy:1",
        "proxy",
        "http://secret:word@proxy:70000",
        "http://:1",
        "ftp://secret@x:1",
        "http://a b:1"
      })
  void whatIsNoAddressIsSaidWithoutItsPassword(String address) {
    Exception failure =
        assertThrows(IllegalArgumentException.class, () -> egress(Map.of("HTTPS_PROXY", address)));
    assertTrue(failure.getMessage().contains("gatewayz.egress.https-proxy"), failure.getMessage());
    assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, https://a.example/v1, true",
    "a.example, https://A.Example/v1, true",
    "a.example, https://b.a.example, true",
    ".a.example, https://b.a.example, true",
    "*.a.example, https://b.a.example, true",
    "a.example, https://ba.example, false",
    "a.example:8443, https://a.example:8443, true",
    "a.example:8443, https://a.example, false",
    "10.0.0.0/8, https://10.2.3.4, true",
    "10.0.0.0/8, https://11.2.3.4, false",
    "10.1.2.3, https://10.1.2.3:8443, true",
    "[fd00::1], https://[fd00::1]:8443, true",
    "[fd00::1]:8443, https://[fd00::1], false",
    "fd00::/8, https://[fd12::1], true",
    "*, https://anything.example, true",
    "'x.example, a.example', https://a.example, true",
    "x.example, https://localhost:8443, true",
    "x.example, https://127.9.9.9, true",
    "x.example, https://[::1]:1, true",
    "x.example, https://127.example, false"
  })
  void someIsReachedWithout(String without, String address, boolean straight) {
    EgressProxy egress = egress(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", without));
    assertEquals(straight, egress.to(origin(address)).isEmpty());
  }
}
