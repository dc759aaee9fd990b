/**
 * What the gateway costs its callers: the same requests straight to a provider, through nginx and
 * through the gateway, in turns within one run, each in a process of its own.
 */
package ai.gatewayz.bench.gateway;
