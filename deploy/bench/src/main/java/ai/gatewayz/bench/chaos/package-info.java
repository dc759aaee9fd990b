/**
 * {@code make chaos}: breaks each part of the running stack under traffic, and measures what
 * callers saw of it and how soon verdicts and lists told the truth again.
 */
package ai.gatewayz.bench.chaos;
