/** Time, injected so that tests can set it. */
package ai.gatewayz.catalog.clock;
