/**
 * The health service's verdicts on offers, stored beside them so that lists can show it and filter
 * by it. The replicas of this service share the topic's partitions, each stores what it reads.
 */
package ai.gatewayz.catalog.availability;
