/**
 * What the health service says of offers, kept beside them so that lists can show it and filter by
 * it. The replicas of this service share the topic's partitions, each writes what it hears.
 */
package ai.gatewayz.catalog.availability;
