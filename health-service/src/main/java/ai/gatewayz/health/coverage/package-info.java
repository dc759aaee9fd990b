/** How much is known of the offers that can be asked, and how old it is: said as it is. */
package ai.gatewayz.health.coverage;
