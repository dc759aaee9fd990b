/** Refuses to start with a setting that nobody reads. */
package ai.gatewayz.health.settings;
