package ai.gatewayz.system;

import ai.gatewayz.local.launcher.Ports;
import java.util.HashMap;
import java.util.Map;

/** One health service on ground of its own, which can end and come back. */
public final class HealthAlone implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "gatewayz.health.probe.per-second", "50",
          "gatewayz.health.probe.concurrency", "8",
          "gatewayz.health.probe.daily-usd", "1000",
          "gatewayz.health.watch.confirm", "500ms",
          // Nobody's turn comes during the test: whoever is asked is asked because of a restart.
          "gatewayz.health.watch.recovery", "1h",
          "gatewayz.health.watch.retell", "1h");

  private final Ports ports = Ports.free();
  private final HealthGround ground;
  private HealthReplica service;

  private HealthAlone(HealthGround ground) throws Exception {
    this.ground = ground;
  }

  /**
   * Lists at most so many offers, of which a few are gone, and waits until the service is ready.
   */
  public static HealthAlone start(int offers) throws Exception {
    HealthAlone alone =
        new HealthAlone(HealthGround.with(Map.of("together", offers / 2, "fireworks", offers / 2)));
    try {
      alone.startService();
      return alone;
    } catch (Exception | Error e) {
      alone.close();
      throw e;
    }
  }

  private void startService() throws Exception {
    Map<String, String> settings = new HashMap<>(ground.properties());
    settings.putAll(SETTINGS);
    service = HealthReplica.start(ports, ground.folder("health"), settings);
    service.awaitReady();
  }

  void restart() throws Exception {
    service.stop();
    startService();
  }

  void killAndStart() throws Exception {
    killAndStart(() -> {});
  }

  void killAndStart(Runnable meanwhile) throws Exception {
    service.kill();
    meanwhile.run();
    startService();
  }

  /** What Prometheus scrapes. */
  public String scraped() {
    return "127.0.0.1:" + ports.healthManagement();
  }

  /** From now on it hears nothing, until {@link #hear}. */
  public void deafen() {
    ground.stopKafka();
  }

  public void hear() throws Exception {
    ground.startKafka();
  }

  HealthGround ground() {
    return ground;
  }

  HealthReplica service() {
    return service;
  }

  @Override
  public void close() throws Exception {
    if (service != null) {
      service.close();
    }
    ground.close();
  }
}
