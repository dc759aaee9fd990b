/**
 * The project's own settings: a name under {@code gatewayz.} that nothing reads is a mistake, and a
 * service with such a setting does not start.
 */
package ai.gatewayz.settings;
