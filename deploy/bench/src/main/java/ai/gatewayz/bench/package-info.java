/**
 * Benchmarks of the packaged services as they are shipped, everything switched on. Each subject has
 * a package of its own; what they measure with is in {@code measure}. Figures are taken in one run,
 * against a peer where there is one, and printed as the tables of {@code README.md} in this module.
 */
package ai.gatewayz.bench;
