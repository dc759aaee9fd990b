package ai.gatewayz.catalog.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.retention.*}: how long old rows are kept. */
@ConfigMapping(prefix = "gatewayz.catalog.retention")
public interface RetentionConfig {

  /** Published changes. */
  @WithDefault("30d")
  Duration changes();

  /** Closed syncs with their reports; the latest of each provider stays whatever its age. */
  @WithDefault("90d")
  Duration syncs();

  /** How often older rows are deleted. */
  @WithDefault("10m")
  Duration interval();
}
