package ai.gatewayz.gateway.feed;

import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps the snapshot on disk and brings it back at the next start. */
@ApplicationScoped
public class SnapshotKeeper {

  private static final Logger LOG = Logger.getLogger(SnapshotKeeper.class);

  // What has not changed is written again, so that the file tells that it is still so.
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Optional<Path> file;
  private final long intervalMillis;
  private final Snapshots snapshots;
  private ScheduledExecutorService schedule;
  // The snapshot that the file holds.
  private Snapshot kept;
  // When that was known to be the state of the topics.
  private Instant keptAsOf = Instant.EPOCH;

  @Inject
  SnapshotKeeper(FeedConfig config, Snapshots snapshots) {
    this.file = config.snapshotFile();
    this.intervalMillis = config.snapshotInterval().toMillis();
    this.snapshots = snapshots;
  }

  void start(@Observes StartupEvent event) {
    if (file.isPresent()) {
      // A thread of its own: writing takes long enough to hold up verdicts.
      schedule =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().name("snapshot-keeper").daemon().factory());
      schedule.scheduleWithFixedDelay(
          this::keep, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (schedule != null) {
      schedule.shutdown();
      keep();
    }
  }

  /** Writes the current snapshot unless the file already holds it or there is nothing to keep. */
  synchronized void keep() {
    Instant asOf = snapshots.confirmed();
    Snapshot current = snapshots.current();
    boolean known = current == kept && asOf.isBefore(keptAsOf.plus(AGAIN));
    if (file.isEmpty() || known || current.offerCount() == 0) {
      return;
    }
    try {
      SnapshotFile.write(current, asOf, file.get());
      kept = current;
      keptAsOf = asOf;
    } catch (IOException e) {
      LOG.warnf("Cannot write the snapshot to %s: %s", file.get(), e);
    }
  }

  /** Publishes the snapshot of the file, if there is one that can be read. */
  synchronized void restore() {
    if (file.isEmpty()) {
      return;
    }
    try {
      kept = SnapshotFile.read(file.get());
      keptAsOf = kept.asOf();
      snapshots.publish(kept);
      LOG.infof(
          "Serving the %d offers of %s as of %s until Kafka delivers newer ones",
          kept.offerCount(), file.get(), kept.asOf());
    } catch (NoSuchFileException e) {
      LOG.infof("There is no snapshot at %s yet: waiting for Kafka", file.get());
    } catch (IOException e) {
      LOG.warnf("The snapshot at %s cannot be read, waiting for Kafka: %s", file.get(), e);
    }
  }
}
