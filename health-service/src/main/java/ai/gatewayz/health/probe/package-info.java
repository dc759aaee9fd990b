/**
 * Which offer is probed when, and the probing. {@link ai.gatewayz.health.probe.ProbeDesk} decides,
 * by itself and by the time it is given; {@link ai.gatewayz.health.probe.Prober} and {@link
 * ai.gatewayz.health.probe.ProbeScheduler} carry out what it decided.
 */
package ai.gatewayz.health.probe;
