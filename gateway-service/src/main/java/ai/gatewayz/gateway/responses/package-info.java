/**
 * OpenAI's Responses, without anything that is kept: its address, and how a request is read. How it
 * is said as a chat completion, and back, is in the packages {@code responsestochat} and {@code
 * chattoresponses}.
 */
package ai.gatewayz.gateway.responses;
