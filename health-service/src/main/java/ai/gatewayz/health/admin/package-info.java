/**
 * Who may request probes and override verdicts by hand: whoever has the operator's token, of which
 * only a hash is configured. Without one, nobody may.
 */
package ai.gatewayz.health.admin;
