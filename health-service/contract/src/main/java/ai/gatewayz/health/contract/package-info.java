/**
 * What the health service publishes and reads: verdicts on offers, and the outcomes of live
 * traffic. Additive evolution, as in the catalog's contract.
 */
package ai.gatewayz.health.contract;
