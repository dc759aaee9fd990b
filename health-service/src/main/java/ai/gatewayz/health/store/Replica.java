package ai.gatewayz.health.store;

/** Names this process among the replicas. */
final class Replica {

  private Replica() {}

  /** The host's name, which is the pod's on Kubernetes, and the process. */
  static String name() {
    String host = System.getenv().getOrDefault("HOSTNAME", "local");
    return host + "/" + ProcessHandle.current().pid();
  }
}
