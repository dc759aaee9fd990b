/** Requests of Anthropic's Messages, said as chat completions. Pure. */
package ai.gatewayz.gateway.messagestochat;
