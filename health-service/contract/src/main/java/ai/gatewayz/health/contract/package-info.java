/**
 * What the health service says and hears: verdicts on offers, and the outcomes of live traffic.
 * Additive evolution, as in the catalog's contract.
 */
package ai.gatewayz.health.contract;
