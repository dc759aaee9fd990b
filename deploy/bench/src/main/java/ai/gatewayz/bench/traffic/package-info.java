/** Completions at a fixed rate over all gateways that are ready, each asked for once. */
package ai.gatewayz.bench.traffic;
