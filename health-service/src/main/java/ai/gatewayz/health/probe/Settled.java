package ai.gatewayz.health.probe;

import ai.gatewayz.health.question.Form;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A probe that has ended.
 *
 * @param at when
 * @param usd what it cost
 * @param learned how the offer is to be asked the next time
 */
public record Settled(
    Assignment asked, ProbeResult result, Instant at, BigDecimal usd, Form learned) {}
