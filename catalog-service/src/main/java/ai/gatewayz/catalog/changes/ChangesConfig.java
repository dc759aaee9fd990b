package ai.gatewayz.catalog.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.changes.*}: changes since a position, and the streams of them. */
@ConfigMapping(prefix = "gatewayz.catalog.changes")
public interface ChangesConfig {

  /** How often new changes are read while somebody follows them. */
  @WithDefault("250ms")
  Duration pause();

  /** Longest silence of a stream before a comment is sent, so that no proxy takes it for dead. */
  @WithDefault("15s")
  Duration keepAlive();

  /** Streams that one replica serves at the same time. */
  @WithDefault("200")
  int mostStreams();

  /** Changes read for one stream at a time: the memory that a slow reader costs. */
  @WithDefault("100")
  int batch();
}
