package ai.gatewayz.gateway.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code gatewayz.gateway.snapshot-*}: how the snapshot is kept. */
@ConfigMapping(prefix = "gatewayz.gateway")
public interface FeedConfig {

  /**
   * Where the snapshot is kept between runs, so that a replica serves as soon as it has started,
   * whether Kafka is there or not; absent means that it is not kept and a start waits for Kafka.
   */
  Optional<Path> snapshotFile();

  /**
   * How often a changed snapshot is written to {@link #snapshotFile()}; it is also written when the
   * process ends. A minute: a restart during an outage should not route by old verdicts.
   */
  @WithDefault("60s")
  Duration snapshotInterval();
}
