/**
 * How the services' ports are opened, and what every one of them refuses before anything reads a
 * request: forms that a proxy might read differently, and methods that nobody serves. The gateway's
 * public port says it in its own words.
 */
package ai.gatewayz.edge;
