/**
 * HuggingFace: the router lists chat models of any partner with price and context, the hub lists
 * repositories of any task that {@code hf-inference} serves; together they are the offers.
 */
package ai.gatewayz.providers.huggingface;
