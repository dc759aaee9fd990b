/**
 * The six providers over HTTP on loopback, with their own paths, paging, envelopes, authentication,
 * error bodies and stream oddities, and with faults on demand. It stands in for the providers in
 * tests and in the local stack; nothing else does.
 */
package ai.gatewayz.simulator;
