/** Time as a dependency, so that tests can set it. */
package ai.gatewayz.gateway.clock;
