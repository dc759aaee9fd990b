/**
 * The seam between protocols and everything else: an attempt reads and writes an answer by an
 * {@link ai.gatewayz.gateway.protocol.AnswerForm}, and knows no protocol.
 */
package ai.gatewayz.gateway.protocol;
