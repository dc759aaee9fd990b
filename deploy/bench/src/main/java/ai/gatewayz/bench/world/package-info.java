/**
 * The whole stack as processes of their own, Kafka and PostgreSQL among them, so that each can be
 * killed, stopped for a while, cut off from its disk or given another clock.
 */
package ai.gatewayz.bench.world;
