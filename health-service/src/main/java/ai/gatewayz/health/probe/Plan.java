package ai.gatewayz.health.probe;

import ai.gatewayz.health.ledger.Claim;
import ai.gatewayz.health.ledger.Stretch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Fits demand to capacity: where a provider's rate limit or the daily budget do not suffice to
 * probe every offer in its interval, intervals grow, those of offers that nobody uses first. Pure.
 */
final class Plan {

  /** The part of a pace that routine may fill; suspicions and new offers need the rest. */
  private static final double ROUTINE_PACE = 0.8;

  /** What offers in use leave to the others at least. */
  private static final double LEFT = 0.1;

  private static final double LONGEST = 1_000;
  private static final double DAY = Duration.ofDays(1).toSeconds();

  private Plan() {}

  /**
   * What there is for one provider at this replica.
   *
   * @param perSecond questions
   * @param freePerSecond questions to models that are free
   * @param dailyUsd for routine
   */
  record Means(double perSecond, double freePerSecond, double dailyUsd) {}

  private static final class Load {
    private double wantedPerSecond;
    private double idlePerSecond;
    private double freePerSecond;
    private double wantedUsd;
    private double idleUsd;

    private void add(Claim claim) {
      double usd = claim.usd();
      double perSecond = 1000.0 / Math.max(1, claim.interval().toMillis());
      freePerSecond += usd == 0 ? perSecond : 0;
      if (claim.wanted()) {
        wantedPerSecond += perSecond;
        wantedUsd += perSecond * DAY * usd;
      } else {
        idlePerSecond += perSecond;
        idleUsd += perSecond * DAY * usd;
      }
    }
  }

  /**
   * @param means by provider
   * @param dailyUsd for routine at all providers together
   */
  static Map<String, Stretch> of(
      List<Claim> claims, Function<String, Means> means, double dailyUsd) {
    Map<String, Load> loads = new HashMap<>();
    Load all = new Load();
    for (Claim claim : claims) {
      loads.computeIfAbsent(claim.provider(), id -> new Load()).add(claim);
      all.add(claim);
    }
    Stretch byMoney = fit(all, load -> 0, load -> 0, Double.MAX_VALUE, dailyUsd);
    Map<String, Stretch> stretches = new HashMap<>();
    loads.forEach(
        (provider, load) -> {
          Means own = means.apply(provider);
          Stretch stretch =
              fit(
                  load,
                  each -> each.wantedPerSecond,
                  each -> each.idlePerSecond,
                  own.perSecond() * ROUTINE_PACE,
                  own.dailyUsd());
          stretches.put(
              provider,
              new Stretch(
                  Math.max(stretch.wanted(), byMoney.wanted()),
                  Math.max(stretch.idle(), byMoney.idle()),
                  ratio(load.freePerSecond, own.freePerSecond() * ROUTINE_PACE)));
        });
    return stretches;
  }

  /** What all of them cost in a day, if each is asked as often as it would be. */
  static double usdOfADay(List<Claim> claims) {
    Load all = new Load();
    claims.forEach(all::add);
    return all.wantedUsd + all.idleUsd;
  }

  private static Stretch fit(
      Load load,
      ToDoubleFunction<Load> wantedPace,
      ToDoubleFunction<Load> idlePace,
      double perSecond,
      double dailyUsd) {
    double wanted =
        Math.max(ratio(wantedPace.applyAsDouble(load), perSecond), ratio(load.wantedUsd, dailyUsd));
    double idle =
        Math.max(
            ratio(
                idlePace.applyAsDouble(load),
                left(perSecond, wantedPace.applyAsDouble(load) / wanted)),
            ratio(load.idleUsd, left(dailyUsd, load.wantedUsd / wanted)));
    return new Stretch(wanted, idle, 1);
  }

  private static double left(double all, double taken) {
    return Math.max(all - taken, all * LEFT);
  }

  private static double ratio(double need, double means) {
    return need <= means ? 1 : means <= 0 ? LONGEST : Math.min(LONGEST, need / means);
  }
}
