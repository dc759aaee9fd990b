package ai.gatewayz.gateway.fleet;

import ai.gatewayz.catalog.contract.Topic;
import java.time.Instant;

/**
 * A record to be sent.
 *
 * @param type {@code ce_type}
 * @param partition null where the key decides
 * @param at the end of what it tells of
 * @param windows how many windows of offers are in it
 */
public record Message(
    Topic topic,
    String type,
    Integer partition,
    String key,
    Instant at,
    Object event,
    int windows) {}
