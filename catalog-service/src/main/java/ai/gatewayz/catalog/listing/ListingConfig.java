package ai.gatewayz.catalog.listing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code gatewayz.catalog.listing.*}: the bounds of reading a list. */
@ConfigMapping(prefix = "gatewayz.catalog.listing")
public interface ListingConfig {

  /** Pages of one list; more than any provider has, fewer than a server that never ends. */
  @WithDefault("500")
  int maxPages();

  /** Offers of one list; many times more than any provider has, few enough to be held. */
  @WithDefault("250000")
  int maxOffers();

  /** Bytes of one page, decompressed; the largest list seen as one body has 50 MB. */
  @WithDefault("134217728")
  long maxPageBytes();

  /** Longest time to open a connection. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** Longest silence in the middle of an answer. */
  @WithDefault("30s")
  Duration idleTimeout();

  /** Longest time for one page, from asking to its last byte; 50 MB at 3 Mbit/s. */
  @WithDefault("3m")
  Duration pageTimeout();

  /** Longest that a provider may tell us to wait before a page is asked again. */
  @WithDefault("60s")
  Duration maxWait();
}
