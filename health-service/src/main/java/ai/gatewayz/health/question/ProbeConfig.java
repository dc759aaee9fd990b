package ai.gatewayz.health.question;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code gatewayz.health.probe.*}: how fast offers are probed, and for how much money. */
@ConfigMapping(prefix = "gatewayz.health.probe")
public interface ProbeConfig {

  /** Off: verdicts come from live traffic and from the providers' own lists alone. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Probes of one provider per second, of the whole fleet. Slow enough for the free tiers' limits
   * of 20 a minute.
   */
  @WithDefault("0.3")
  double perSecond();

  /**
   * Probes in flight to one provider; each replica may have one, however many replicas there are.
   */
  @WithDefault("2")
  int concurrency();

  /** The longest wait for an answer; a model's own history may shorten it. */
  @WithDefault("60s")
  Duration timeout();

  /** The most output tokens that a probe asks for, where a model refuses fewer. */
  @WithDefault("64")
  int maxTokens();

  /** Budget for all probes of a day (UTC), in USD by the catalog's prices. */
  @WithDefault("1.00")
  BigDecimal dailyUsd();

  /**
   * Assumed for offers whose price is unknown or variable: USD per million tokens, in and out.
   * Above what most of the listed ones cost; many without a price are of flat rates, and cost
   * nothing.
   */
  @WithDefault("1.00")
  BigDecimal assumedUsd();

  /** An offer is not probed if a probe costs more than this, in USD. */
  @WithDefault("0.005")
  BigDecimal mostUsd();

  /** Of models that rank documents. */
  Rerank rerank();

  /** Values for single providers, by their id. */
  Map<String, Own> providers();

  /** Rankings: most are sold by the search, at a price that no list tells. */
  interface Rerank {

    /** Assumed for one ranking whose price is unknown, in USD. */
    @WithDefault("0.002")
    BigDecimal assumedUsd();

    /** A ranking is not asked for if it costs more than this, in USD; with 0 only free ones are. */
    @WithDefault("0.005")
    BigDecimal mostUsd();
  }

  /** Values for one provider, where they differ. */
  interface Own {

    Optional<Double> perSecond();

    Optional<Integer> concurrency();

    Optional<BigDecimal> dailyUsd();

    /** Probes of its free models. */
    Optional<Double> freePerMinute();

    Optional<Long> freePerDay();
  }
}
