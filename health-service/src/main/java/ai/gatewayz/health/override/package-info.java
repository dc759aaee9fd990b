/**
 * An operator's word covers a verdict and does not change it: evidence goes on moving the verdict
 * beneath, which is announced again when the word ends.
 */
package ai.gatewayz.health.override;
