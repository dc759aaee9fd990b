/**
 * Anthropic's Messages: its addresses, how a request is read, and how it is answered by providers
 * that speak it themselves. How it is said as a chat completion, and back, is in the packages
 * {@code messagestochat} and {@code chattomessages}.
 */
package ai.gatewayz.gateway.messages;
