/** What operators and programs ask of the health service over HTTP. */
package ai.gatewayz.health.api;
