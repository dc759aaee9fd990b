/** OpenRouter: one list with {@code offset} and {@code limit}; prices are text, USD per token. */
package ai.gatewayz.providers.openrouter;
