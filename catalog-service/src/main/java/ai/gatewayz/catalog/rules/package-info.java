/**
 * Operators' rules about offers: blocks, filters and pins. Pure, but for their storage; they are
 * applied to what a provider lists before anything is published.
 */
package ai.gatewayz.catalog.rules;
