/**
 * Turning what providers say in their own words and units into ours: canonical model ids, USD per
 * million tokens, modalities, tasks. Pure.
 */
package ai.gatewayz.providers.normalise;
