package ai.gatewayz.gateway.world;

/**
 * A request of the hostile caller.
 *
 * @param body perhaps no JSON
 * @param conduct what the caller does with its connection
 */
record HostileRequest(String path, String body, Conduct conduct) {

  enum Conduct {
    READS,
    /** closes the connection when all is sent */
    LEAVES_AT_ONCE,
    /** closes it when the first bytes of the answer are there */
    LEAVES_MIDWAY,
    READS_SLOWLY,
    /** closes it when half of the body is sent */
    SENDS_HALF
  }
}
