/**
 * Every offer that this replica owns, the verdict on it and when it is to be probed again. Evidence
 * of all kinds comes in by {@link ai.gatewayz.health.ledger.Verdicts}, what is to be published goes
 * out as {@link ai.gatewayz.health.ledger.Change}.
 */
package ai.gatewayz.health.ledger;
