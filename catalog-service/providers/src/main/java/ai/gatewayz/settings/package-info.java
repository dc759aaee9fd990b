/**
 * The project's own settings: a name under {@code gatewayz.} that nothing reads is a mistake, and a
 * service that is told a mistake does not start.
 */
package ai.gatewayz.settings;
