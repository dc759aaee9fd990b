/** How many requests are at work at a time, in all and for one API key. */
package ai.gatewayz.gateway.limit;
