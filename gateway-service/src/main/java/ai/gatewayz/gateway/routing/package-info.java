/**
 * Where a request can go: which offers its words mean, which of them are left out and why, and in
 * what order the rest are tried. Pure: the same snapshot, request and standings give the same
 * route.
 */
package ai.gatewayz.gateway.routing;
