/**
 * What keeping the catalog costs: reading all lists for the first time and again, from HTTP to
 * Kafka, and how that grows with the number of offers.
 */
package ai.gatewayz.bench.catalog;
