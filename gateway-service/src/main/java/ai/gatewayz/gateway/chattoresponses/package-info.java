/**
 * Answers in chat completions, said as OpenAI's Responses: whole ones, and streams event by event.
 * Pure.
 */
package ai.gatewayz.gateway.chattoresponses;
