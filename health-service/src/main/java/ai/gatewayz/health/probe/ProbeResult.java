package ai.gatewayz.health.probe;

import ai.gatewayz.health.evidence.Evidence;

/**
 * @param ttftMillis to the first data of the answer; null where there was none
 */
public record ProbeResult(Evidence evidence, Long ttftMillis) {}
