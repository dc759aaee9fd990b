/**
 * What an operator says of offers: blocks, filters and pins. Pure, but for where they are kept;
 * they are applied to what a provider lists before anything is published.
 */
package ai.gatewayz.catalog.rules;
