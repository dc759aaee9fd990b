/** Browsers of other origins: which of them may call, and what they may read of an answer. */
package ai.gatewayz.gateway.cors;
