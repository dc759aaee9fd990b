package ai.gatewayz.health.ledger;

import java.time.Duration;

/**
 * What one offer would like of the plan.
 *
 * @param wanted whether callers use it
 * @param interval how often it would be asked, in the mean, if there were enough of everything
 * @param usd what a question costs
 */
public record Claim(String provider, boolean wanted, Duration interval, double usd) {}
