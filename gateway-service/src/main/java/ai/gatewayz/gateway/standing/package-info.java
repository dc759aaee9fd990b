/** What live traffic of the last moments says of offers and providers, on this replica. */
package ai.gatewayz.gateway.standing;
