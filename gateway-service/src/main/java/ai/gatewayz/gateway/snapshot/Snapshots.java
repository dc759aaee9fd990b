package ai.gatewayz.gateway.snapshot;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Holds the current snapshot; any thread may read it, none ever waits. */
@Singleton
public class Snapshots {

  private static final Logger LOG = Logger.getLogger(Snapshots.class);

  private final InstantSource clock;
  private final List<Consumer<Snapshot>> followers = new ArrayList<>();
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

  /** When the current snapshot was last known to be all that the topics hold. */
  public Instant confirmed() {
    return held.confirmed;
  }

  /**
   * Calls a follower with the current snapshot if there is one, and with each later one after it
   * has become current. A follower is called on the publishing thread and holds up the next
   * snapshot, so it is quick; its failure is logged and concerns nobody else.
   */
  public synchronized void follow(Consumer<Snapshot> follower) {
    followers.add(follower);
    if (held.loaded) {
      tell(follower, held.snapshot);
    }
  }

  /** Replaces the current snapshot. Only the feed publishes: one thread. */
  public synchronized void publish(Snapshot snapshot) {
    held = new Held(snapshot, true, snapshot.asOf());
    followers.forEach(follower -> tell(follower, snapshot));
  }

  private static void tell(Consumer<Snapshot> follower, Snapshot snapshot) {
    try {
      follower.accept(snapshot);
    } catch (RuntimeException e) {
      LOG.error("A listener of the snapshot failed", e);
    }
  }

  /** Says that the current snapshot is still what the topics hold. */
  public void confirm(Instant now) {
    Held before = held;
    held = new Held(before.snapshot, before.loaded, now);
  }

  private record Held(Snapshot snapshot, boolean loaded, Instant confirmed) {}
}
