/** Which lister speaks which dialect. */
package ai.gatewayz.providers.dialects;
