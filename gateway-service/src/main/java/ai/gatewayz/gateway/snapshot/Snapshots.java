package ai.gatewayz.gateway.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Where the current snapshot is; any thread may ask, none ever waits. */
@ApplicationScoped
public class Snapshots {

  private final InstantSource clock;
  private volatile Held held;

  @Inject
  public Snapshots(InstantSource clock) {
    this.clock = clock;
    this.held = new Held(Snapshot.of(Instant.EPOCH, List.of(), List.of()), false, Instant.EPOCH);
  }

  /** The latest snapshot; an empty one before anything was {@link #loaded()}. */
  public Snapshot current() {
    return held.snapshot;
  }

  /** Whether there is a snapshot to serve from, be it from the topics or from disk. */
  public boolean loaded() {
    return held.loaded;
  }

  /**
   * How long ago the current snapshot was last known to be all that the topics hold: about zero
   * while Kafka is there, growing while it is away. Meaningless before {@link #loaded()}.
   */
  public Duration age() {
    Duration age = Duration.between(held.confirmed, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Replaces the current snapshot. Only the feed publishes: one thread. */
  public void publish(Snapshot snapshot) {
    held = new Held(snapshot, true, snapshot.asOf());
  }

  /** Says that the current snapshot is still what the topics hold. */
  public void confirm(Instant now) {
    Held before = held;
    held = new Held(before.snapshot, before.loaded, now);
  }

  private record Held(Snapshot snapshot, boolean loaded, Instant confirmed) {}
}
