package ai.gatewayz.health.probe;

import ai.gatewayz.catalog.contract.Price;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The money for a day's probes. A question is paid before it is asked, at the most that it can
 * cost.
 */
@ApplicationScoped
public class Purse {

  private final ProbeConfig config;
  private final InstantSource clock;
  private LocalDate day;
  private BigDecimal spent = BigDecimal.ZERO;

  Purse(ProbeConfig config, InstantSource clock, MeterRegistry registry) {
    this.config = config;
    this.clock = clock;
    this.day = today();
    Gauge.builder("gatewayz.health.probe.spent", this, purse -> purse.spent().doubleValue())
        .baseUnit("usd")
        .description("What the probes of this day (UTC) can have cost, by the catalog's prices")
        .register(registry);
  }

  /** Pays for a question; false where the day's money does not reach. */
  public synchronized boolean pay(Price price) {
    turnDay();
    BigDecimal after = spent.add(ProbeCost.of(price, config.maxTokens(), config.assumedUsd()));
    if (after.compareTo(config.dailyUsd()) > 0) {
      return false;
    }
    spent = after;
    return true;
  }

  /** USD, of the present day. */
  public synchronized BigDecimal spent() {
    turnDay();
    return spent;
  }

  /**
   * What was spent on that day is known to be at least this much: by a run before, or by other
   * replicas.
   */
  public synchronized void known(LocalDate of, BigDecimal usd) {
    turnDay();
    if (of.equals(day) && usd.compareTo(spent) > 0) {
      spent = usd;
    }
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void turnDay() {
    LocalDate now = today();
    if (!now.equals(day)) {
      day = now;
      spent = BigDecimal.ZERO;
    }
  }
}
