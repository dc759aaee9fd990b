package ai.gatewayz.health.question;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code gatewayz.health.probe.*}: how much is asked, how fast and for how much money. */
@ConfigMapping(prefix = "gatewayz.health.probe")
public interface ProbeConfig {

  /** Off: verdicts come from live traffic and from the providers' own lists alone. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Questions to one provider, per second, of the whole fleet. Slow enough for the free tiers'
   * limits of 20 a minute.
   */
  @WithDefault("0.3")
  double perSecond();

  /** Questions at one provider at a time; each replica may have one out, however many there are. */
  @WithDefault("2")
  int concurrency();

  /** The longest wait for an answer; by a model's own history it may be shorter. */
  @WithDefault("60s")
  Duration timeout();

  /** The most output that a question asks for, where a model refuses less. */
  @WithDefault("64")
  int maxTokens();

  /** What all probes of a day (UTC) may cost, in USD by the catalog's prices. */
  @WithDefault("1.00")
  BigDecimal dailyUsd();

  /**
   * Taken for offers whose price is unknown or variable: USD per million tokens, in and out. Above
   * what most of the listed ones cost; many without a price are of flat rates, and cost nothing.
   */
  @WithDefault("1.00")
  BigDecimal assumedUsd();

  /** An offer whose questions cost more than this, in USD, is not asked. */
  @WithDefault("0.005")
  BigDecimal mostUsd();

  /** What is different at single providers, by their id. */
  Map<String, Own> providers();

  /** Of one provider, where it differs. */
  interface Own {

    Optional<Double> perSecond();

    Optional<Integer> concurrency();

    Optional<BigDecimal> dailyUsd();

    /** Questions to its free models. */
    Optional<Double> freePerMinute();

    Optional<Long> freePerDay();
  }
}
