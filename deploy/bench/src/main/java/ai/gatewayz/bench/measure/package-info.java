/** What the benchmarks measure with: latencies, rounds, memory. */
package ai.gatewayz.bench.measure;
