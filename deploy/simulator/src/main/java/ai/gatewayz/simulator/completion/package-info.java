/**
 * What the simulated models answer: whole or as the frames of a stream, in each provider's manner.
 */
package ai.gatewayz.simulator.completion;
