/** The HTTP API of the health service, for operators and programs. */
package ai.gatewayz.health.api;
