/**
 * Says where a request would go, and why not elsewhere, without sending it; and what a caller is to
 * know of a request that could not be sent or was refused: what is wrong, where, and what to do.
 */
package ai.gatewayz.gateway.explain;
