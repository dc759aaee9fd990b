/** Offers that their providers take away: told of in time. */
package ai.gatewayz.catalog.retirement;
