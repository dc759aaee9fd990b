package ai.gatewayz.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param model the model asked for; null where the request names none
 * @param headers by lower-case name
 */
public record RecordedRequest(
    Instant at,
    String provider,
    String method,
    String path,
    String query,
    String model,
    boolean stream,
    Map<String, String> headers,
    byte[] body) {}
