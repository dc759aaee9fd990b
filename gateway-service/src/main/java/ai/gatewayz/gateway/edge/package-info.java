/**
 * What is refused before anything reads the request: what a proxy in front of the gateway might
 * read differently, so that two requests look like one to it, or one like two.
 */
package ai.gatewayz.gateway.edge;
