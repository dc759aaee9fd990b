/** Says where a request would go, and why not elsewhere, without sending it. */
package ai.gatewayz.gateway.explain;
