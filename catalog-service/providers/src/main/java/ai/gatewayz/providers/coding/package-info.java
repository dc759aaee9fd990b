/**
 * Content codings of HTTP: compressed bodies are decoded piece by piece and within bounds, whether
 * or not compression was requested.
 */
package ai.gatewayz.providers.coding;
