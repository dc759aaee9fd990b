package ai.gatewayz.catalog.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.sync.*}: when providers are read. */
@ConfigMapping(prefix = "gatewayz.catalog.sync")
public interface SyncConfig {

  /** Whether providers are read at start and on schedule; off, only an operator starts a sync. */
  @WithDefault("true")
  boolean enabled();

  /** From the start of one sync of a provider to the next. */
  @WithDefault("30m")
  Duration interval();

  /** First wait after a sync that was not complete; doubles each time up to the interval. */
  @WithDefault("1m")
  Duration retry();

  /** At its start a replica skips a provider that another one began to read this recently. */
  @WithDefault("30s")
  Duration startSpacing();

  /** How often a replica checks whether a sync is due. */
  @WithDefault("1s")
  Duration tick();

  /** Providers read at the same time: bounds the memory that syncs need. */
  @WithDefault("3")
  int concurrency();

  /** A replica that does not renew its lease on a provider for this long counts as dead. */
  @WithDefault("30s")
  Duration lease();

  /** Longest time for reading all lists of a provider. */
  @WithDefault("15m")
  Duration timeout();
}
