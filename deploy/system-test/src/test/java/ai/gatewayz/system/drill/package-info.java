/**
 * A day of the system under a real Prometheus with the shipped rules, in half an hour: one thing
 * after the other breaks, exactly the alerts for it fire, and they end. {@code make drill} runs it;
 * {@code make test} has {@code AlertsIT}, its short form.
 */
package ai.gatewayz.system.drill;
