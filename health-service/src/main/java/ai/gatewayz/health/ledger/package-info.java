/**
 * Every offer that this replica owns, the verdict on it and when it is to be asked again. Evidence
 * of all kinds comes in by {@link ai.gatewayz.health.ledger.Verdicts}, what is to be announced goes
 * out as {@link ai.gatewayz.health.ledger.Change}.
 */
package ai.gatewayz.health.ledger;
