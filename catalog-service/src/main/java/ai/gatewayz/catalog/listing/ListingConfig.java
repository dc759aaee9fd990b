package ai.gatewayz.catalog.listing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.listing.*}: the bounds of reading a list. */
@ConfigMapping(prefix = "gatewayz.catalog.listing")
public interface ListingConfig {

  /**
   * Most pages of one list: more than any provider has; stops a server that never ends its list.
   */
  @WithDefault("500")
  int maxPages();

  /** Most offers of one list: many times more than any provider has, few enough for memory. */
  @WithDefault("250000")
  int maxOffers();

  /** Most bytes of one page, decompressed; the largest list seen in one body has 50 MB. */
  @WithDefault("134217728")
  long maxPageBytes();

  /** Longest time to open a connection. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** Longest silence in the middle of an answer. */
  @WithDefault("30s")
  Duration idleTimeout();

  /** Longest time for one page, from the request to its last byte; 50 MB at 3 Mbit/s. */
  @WithDefault("3m")
  Duration pageTimeout();

  /** Longest wait that a provider may request before a page is requested again. */
  @WithDefault("60s")
  Duration maxWait();
}
