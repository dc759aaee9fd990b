/**
 * Content codings of HTTP: bodies that come compressed, though nobody asked for that, are undone
 * piece by piece and within bounds.
 */
package ai.gatewayz.gateway.coding;
