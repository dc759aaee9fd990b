/** Puts streamed answers together, and sends whole ones as streams: the form that was asked for. */
package ai.gatewayz.gateway.whole;
