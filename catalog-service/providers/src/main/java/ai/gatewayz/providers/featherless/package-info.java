/**
 * Featherless: tens of thousands of HuggingFace repositories by {@code page} and {@code per_page};
 * ids are repositories, case matters.
 */
package ai.gatewayz.providers.featherless;
