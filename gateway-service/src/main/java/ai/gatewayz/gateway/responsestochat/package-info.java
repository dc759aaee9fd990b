/** Requests of OpenAI's Responses, said as chat completions. Pure. */
package ai.gatewayz.gateway.responsestochat;
