/**
 * Operators' overrides and probe requests, stored in the database so that any replica can take
 * them, a restart loses nothing, and the replica that owns an offer acts on them.
 */
package ai.gatewayz.health.operator;
