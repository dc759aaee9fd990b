/**
 * What the other protocols of callers cost beside chat completions: passed on to a provider that
 * speaks them, and translated for one that does not.
 */
package ai.gatewayz.bench.translation;
