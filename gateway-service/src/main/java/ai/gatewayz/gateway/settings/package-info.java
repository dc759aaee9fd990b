/** Refuses to start with a setting that nobody reads. */
package ai.gatewayz.gateway.settings;
