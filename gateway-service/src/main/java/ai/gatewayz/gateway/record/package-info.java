/**
 * How each offer did lately, as this replica saw it: for those who ask about an offer, never for
 * routing. Nothing here outlives the process.
 */
package ai.gatewayz.gateway.record;
