package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.ModelLists;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What all routes share. */
record World(Vertx vertx, ModelLists lists, Faults faults, Journal journal, Duration tokenDelay) {

  /** The key that a provider takes. */
  static String key(String provider) {
    return "sim-" + provider + "-key";
  }
}
