/**
 * {@code make soak}: half of the peak for half an hour, while offers and verdicts change, and
 * whether anything grows that should not.
 */
package ai.gatewayz.bench.soak;
