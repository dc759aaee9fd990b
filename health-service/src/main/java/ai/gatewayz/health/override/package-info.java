/**
 * An operator's override covers a verdict and does not change it: evidence goes on changing the
 * verdict beneath, which is published again when the override ends.
 */
package ai.gatewayz.health.override;
