/**
 * Who may call: API keys, of which only digests are known here, checked once in front of everything
 * under {@code /v1/}. The order of the gateway's filters is that of {@link
 * ai.gatewayz.gateway.keys.KeyFilter}: request id, then API key; the routes' own limits follow.
 */
package ai.gatewayz.gateway.keys;
