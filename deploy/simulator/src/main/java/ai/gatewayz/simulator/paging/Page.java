package ai.gatewayz.simulator.paging;

import java.util.Map;

/**
 * One page as it goes over the wire.
 *
 * @param number counted from 1
 */
public record Page(int number, Map<String, String> headers, String body) {}
