/**
 * How each offer did lately, as this replica saw it: for callers that ask about an offer, never for
 * routing. Nothing here outlives the process.
 */
package ai.gatewayz.gateway.record;
