/** Asks an offer one small question, as a caller would, and reads the answer as evidence. */
package ai.gatewayz.health.probe;
