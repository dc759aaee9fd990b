/** How much evidence there is on the offers that can be probed, and how old it is. */
package ai.gatewayz.health.coverage;
