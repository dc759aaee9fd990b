/** How each provider says no: status, headers and body, as documented or recorded. */
package ai.gatewayz.simulator.error;
