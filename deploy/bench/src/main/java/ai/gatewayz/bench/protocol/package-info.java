/** The protocols of callers, as the benchmarks speak them and as their provider answers. */
package ai.gatewayz.bench.protocol;
