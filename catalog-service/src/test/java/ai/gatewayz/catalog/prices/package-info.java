/** Every id and every price, checked against the providers' own JSON by a second calculation. */
package ai.gatewayz.catalog.prices;
