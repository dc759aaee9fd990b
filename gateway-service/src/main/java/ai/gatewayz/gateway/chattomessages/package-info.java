/**
 * Answers in chat completions, said as Anthropic's Messages: whole ones, and streams event by
 * event. Pure.
 */
package ai.gatewayz.gateway.chattomessages;
