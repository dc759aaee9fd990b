package ai.gatewayz.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in the settings are said at the start, by the setting's name and not by its value. */
class RefusedSettingsIT {

  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({
    "GATEWAY,gatewayz.gateway.atempts.most,GATEWAYZ_GATEWAY_ATEMPTS_MOST",
    "CATALOG,gatewayz.catalog.snyc.every,GATEWAYZ_CATALOG_SNYC_EVERY",
    "HEALTH,gatewayz.health.probe.dayly-usd,GATEWAYZ_HEALTH_PROBE_DAYLY_USD",
    "HEALTH,gatewayz.providers.acme.key,GATEWAYZ_PROVIDERS_ACME_KEY",
    "CATALOG,gatewayz.admin.token-sha256,gatewayz.admin.token-sha256",
    "HEALTH,gatewayz.admin.token-sha256,gatewayz.admin.token-sha256"
  })
  void endsTheStart(Service service, String property, String named) throws Exception {
    Ports ports = Ports.free();
    StackOptions options =
        new StackOptions(
            RunningStack.root(), data, ports, RunningStack.packaging(), true, data, Map.of());
    ServiceProcess process =
        ServiceProcess.start(
            service,
            options,
            Map.of(
                property,
                "not-a-value",
                "quarkus.http.port",
                Integer.toString(ports.gateway()),
                "quarkus.management.port",
                Integer.toString(ports.gatewayManagement())));
    try {
      assertTrue(process.process().waitFor(60, TimeUnit.SECONDS), "it gives up at once");
      String log = Files.readString(process.log());
      assertTrue(log.contains(named), log);
      assertFalse(log.contains("not-a-value"), log);
    } finally {
      process.kill();
    }
  }
}
