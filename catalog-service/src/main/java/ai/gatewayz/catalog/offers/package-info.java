/** The offers as stored, and how they differ from what a provider lists now. */
package ai.gatewayz.catalog.offers;
