/**
 * What operators want, written down in the database so that any replica can be told, a restart
 * forgets nothing, and the replica that owns an offer acts on it.
 */
package ai.gatewayz.health.operator;
