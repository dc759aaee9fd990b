package ai.gatewayz.local.launcher;

/** The three services, in the order of starting. */
public enum Service {
  CATALOG("catalog-service"),
  HEALTH("health-service"),
  GATEWAY("gateway-service");

  private final String module;

  Service(String module) {
    this.module = module;
  }

  /** The name of its module, log file and process. */
  public String module() {
    return module;
  }

  int port(Ports ports) {
    return switch (this) {
      case CATALOG -> ports.catalog();
      case HEALTH -> ports.health();
      case GATEWAY -> ports.gateway();
    };
  }

  int managementPort(Ports ports) {
    return switch (this) {
      case CATALOG -> ports.catalogManagement();
      case HEALTH -> ports.healthManagement();
      case GATEWAY -> ports.gatewayManagement();
    };
  }
}
