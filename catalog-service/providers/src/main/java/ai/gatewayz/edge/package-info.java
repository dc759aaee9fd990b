/**
 * How the services' ports are opened, and what every one of them refuses before anything reads a
 * request: forms that a proxy might read differently, and methods that no route serves. The
 * gateway's public port answers with errors of its own.
 */
package ai.gatewayz.edge;
