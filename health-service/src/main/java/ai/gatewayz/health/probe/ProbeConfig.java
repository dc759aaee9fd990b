package ai.gatewayz.health.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** {@code gatewayz.health.probe.*}: how much is asked, how fast and for how much money. */
@ConfigMapping(prefix = "gatewayz.health.probe")
public interface ProbeConfig {

  /** Off: verdicts come from live traffic and from the providers' own lists alone. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Questions to one provider, per second. Slow enough for the free tiers' limits of 20 a minute.
   */
  @WithDefault("0.3")
  double perSecond();

  /** Questions at one provider at a time. */
  @WithDefault("2")
  int concurrency();

  /** For an answer: longer than a provider that is merely slow takes. */
  @WithDefault("60s")
  Duration timeout();

  /** Output tokens of a question; several models refuse fewer than 16. */
  @WithDefault("16")
  int maxTokens();

  /** What all probes of a day (UTC) may cost, in USD by the catalog's prices. */
  @WithDefault("1.00")
  BigDecimal dailyUsd();

  /** Taken for offers whose price is unknown or variable: USD per million tokens, in and out. */
  @WithDefault("5.00")
  BigDecimal assumedUsd();
}
