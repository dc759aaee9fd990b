/**
 * The model providers: how each is configured, addressed and authenticated, and (a package per
 * provider) how its list is read.
 */
package ai.gatewayz.providers;
