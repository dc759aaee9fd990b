package ai.gatewayz.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private final Settings settings =
      new Settings(
          "gateway",
          List.of(
              "gatewayz.gateway.attempts.most",
              "gatewayz.gateway.attempts.per-name.*",
              "gatewayz.admin.token-sha256",
              "gatewayz.providers.*.api-key",
              "gatewayz.providers.*.base-url",
              "gatewayz.providers.*.dialect"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gatewayz.gateway.atempts.most",
        "gatewayz.gateway.attempts.mots",
        "gatewayz.gateway.attempts.most.of-all",
        "gatewayz.gatway.attempts.most",
        "gatewayz.providers.acme.apikey",
        "gatewayz.provider.acme.api-key",
        "%prod.gatewayz.gateway.attempts.mots"
      })
  void aPropertyThatNobodyReadsIsNamed(String name) {
    assertEquals(Set.of(name), settings.unread(List.of(name)));
    String message =
        assertThrows(IllegalStateException.class, () -> settings.require(List.of(name)))
            .getMessage();
    assertTrue(message.startsWith("There is no such setting: " + name + "."), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gatewayz.gateway.attempts.most",
        "gatewayz.gateway.attempts.per-name.alice",
        "gatewayz.gateway.attempts.per-name.\"alice.b\"",
        "gatewayz.providers.acme.api-key",
        "gatewayz.providers.\"acme.eu\".base-url",
        "%dev.gatewayz.providers.acme.dialect",
        "gatewayz.catalog.sync.enabld",
        "gatewayz.health.probe.daily-usd",
        "gatewayz.root",
        "quarkus.http.prot",
        "gatewayzz.gateway.attempts"
      })
  void whatIsReadOrNotOursPasses(String name) {
    assertEquals(Set.of(), settings.unread(List.of(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GATEWAYZ_GATEWAY_ATEMPTS_MOST",
        "GATEWAYZ_GATEWAY_ATTEMPTS_MOTS",
        "GATEWAYZ_PROVIDERS_ACME_APIKEY",
        "GATEWAYZ_ADMIN_TOKEN"
      })
  void aVariableThatNobodyReadsIsNamed(String name) {
    assertEquals(Set.of(name), settings.unread(List.of(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GATEWAYZ_GATEWAY_ATTEMPTS_MOST",
        "GATEWAYZ_PROVIDERS_ACME_EU_API_KEY",
        "GATEWAYZ_PROVIDERS_ACME_BASE_URL",
        "GATEWAYZ_CATALOG_SYNC_ENABLD",
        "GATEWAYZ_API_KEY",
        "GATEWAYZ_BROWSER",
        "GATEWAYZ_GATEWAY_SERVICE_HOST",
        "GATEWAYZ_GATEWAY_SERVICE_PORT_HTTP",
        "GATEWAYZ_GATEWAY_PORT",
        "GATEWAYZ_GATEWAY_PORT_8080_TCP_ADDR"
      })
  void oneEnvironmentServesAllServicesAndTheirCallers(String name) {
    assertEquals(Set.of(), settings.unread(List.of(name)));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertEquals(
        Set.of("gatewayz.gateway.a.b", "gatewayz.gateway.c.d"),
        settings.unread(List.of("gatewayz.gateway.c.d", "gatewayz.gateway.a.b")));
  }
}
