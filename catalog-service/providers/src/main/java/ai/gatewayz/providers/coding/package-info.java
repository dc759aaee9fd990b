/**
 * Content codings of HTTP: bodies that come compressed are undone piece by piece and within bounds,
 * whether or not that was asked for.
 */
package ai.gatewayz.providers.coding;
