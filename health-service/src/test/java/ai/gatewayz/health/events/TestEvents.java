package ai.gatewayz.health.events;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of a group on a single broker.
 *
 * @param name of the replica; null for none
 */
record TestEvents(String group, String name) implements EventsConfig {

  @Override
  public Duration sessionTimeout() {
    return Duration.ofSeconds(6);
  }

  @Override
  public Optional<String> instance() {
    return Optional.ofNullable(name);
  }

  @Override
  public short replicas() {
    return 1;
  }
}
