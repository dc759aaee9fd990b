/** The concurrency limits: how many requests are in flight, in all and for one API key. */
package ai.gatewayz.gateway.limit;
