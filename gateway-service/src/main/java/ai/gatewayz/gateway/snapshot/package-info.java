/**
 * What the gateway knows, as an immutable view in memory: every model, its offers and the verdict
 * on each. The view is fed by the compacted topics and kept on disk, so that a request never waits
 * for another service and the gateway goes on when Kafka is down.
 *
 * <p>Reading is free of locks: {@link ai.gatewayz.gateway.snapshot.Snapshots#current()} is one
 * volatile read, and what it returns never changes.
 */
package ai.gatewayz.gateway.snapshot;
