/** Time, injected so that tests can tell it. */
package ai.gatewayz.health.clock;
