/** How many tokens a text may be, where nobody has counted them. */
package ai.gatewayz.gateway.tokens;
