package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * When an offer's next probe is due, by what callers use and by how far rate limit and budget
 * reach. Not thread-safe.
 */
final class Schedule {

  /** An offer that callers used no longer ago is missed by them while it is out. */
  private static final Duration JUST_NOW = Duration.ofMinutes(30);

  private static final Duration HALF_LIFE = Duration.ofHours(12);

  private final Cadence cadence;
  private final Ledger.Settings settings;
  private final ToDoubleFunction<OfferKey> spread;
  private final Map<String, Use> usedModels = new HashMap<>();
  private Map<String, Stretch> stretches = Map.of();

  /**
   * @param requests of late: each counts half as much after {@link #HALF_LIFE}
   */
  private record Use(double requests, Instant last) {
    Use and(long more, Instant now) {
      return new Use(at(now) + more, now.isAfter(last) ? now : last);
    }

    double at(Instant now) {
      double passed = Math.max(0, Duration.between(last, now).toMillis());
      return requests * Math.pow(0.5, passed / HALF_LIFE.toMillis());
    }
  }

  Schedule(Cadence cadence, Ledger.Settings settings, ToDoubleFunction<OfferKey> spread) {
    this.cadence = cadence;
    this.settings = settings;
    this.spread = spread;
  }

  /** Callers use the model. */
  void used(String model, long requests, Instant now) {
    usedModels.merge(model, new Use(requests, now), (before, first) -> before.and(requests, now));
  }

  /** How much callers use the model, by their requests of late; 0 for not at all. */
  double uses(String model, Instant now) {
    Use use = usedModels.get(model);
    return use == null ? 0 : use.at(now);
  }

  /** Goes by another plan from now on, and forgets what is no longer in use. */
  void plan(Map<String, Stretch> planned, Instant now) {
    stretches = Map.copyOf(planned);
    usedModels.values().removeIf(use -> use.last().plus(settings.wanted()).isBefore(now));
  }

  /**
   * Counted from when the offer was last seen or asked, so that a restart or a new owner is no
   * reason to ask everybody again. What others have written whose clock was ahead is of now.
   */
  Turn turn(Watched each, Instant now) {
    if (each.obstacle() != null) {
      return Turn.NEVER;
    }
    Verdict verdict = each.verdict();
    Instant seen = verdict.lastChecked() == null ? now : earlier(verdict.lastChecked(), now);
    Instant asked = each.asked() == null ? null : earlier(each.asked(), now);
    Instant from = asked != null && asked.isAfter(seen) ? asked : seen;
    double place = spread.applyAsDouble(each.offer().key());
    Turn turn = cadence.next(verdict, worth(each, now), stretch(each), from, place);
    boolean lost = verdict.lastChecked() == null && asked != null;
    Instant earliest = lost ? asked.plus(settings.reask()) : turn.due();
    return turn.due() != null && earliest.isAfter(turn.due())
        ? new Turn(earliest, turn.urgency())
        : turn;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Whether its turn is another than it would be given now. */
  boolean mistaken(Watched each, Instant now) {
    boolean wanted = worth(each, now).wanted();
    return switch (each.urgency()) {
      case WANTED -> !wanted;
      case STALE -> wanted;
      case SUSPECT, NEW -> false;
    };
  }

  /** How long an answer of the offer is good for at present. */
  Duration interval(Watched each, Instant now) {
    return cadence.interval(worth(each, now), stretch(each));
  }

  /** How long to leave an offer alone of which so many answers in a row have said nothing. */
  Duration pause(Watched each, Instant now) {
    return cadence.pause(each.unsaid(), interval(each, now));
  }

  /** For how long an answer is good enough to be held to answer still. */
  Duration lately(Watched each, Instant now) {
    return cadence.lately(worth(each, now), stretch(each));
  }

  Claim claim(Watched each, Instant now) {
    Worth worth = worth(each, now);
    return new Claim(
        each.offer().provider(),
        worth.wanted(),
        cadence.period(worth, Stretch.NONE),
        each.prospect().usd());
  }

  Worth worth(Watched each, Instant now) {
    Use use = usedModels.get(each.offer().model());
    boolean wanted = use != null && use.last().plus(settings.wanted()).isAfter(now);
    Probeability.Prospect prospect = each.prospect();
    boolean pressing = each.used() != null && each.used().plus(JUST_NOW).isAfter(now);
    return new Worth(wanted, pressing, prospect.dear(), prospect.usd() == 0, prospect.word());
  }

  /** Whether callers use it, or did when it began to fail. */
  boolean missed(Watched each, Instant now) {
    boolean then =
        each.used() != null
            && each.used().plus(settings.wanted()).isAfter(each.verdict().failedSince());
    return then || worth(each, now).wanted();
  }

  private Stretch stretch(Watched each) {
    return stretches.getOrDefault(each.offer().provider(), Stretch.NONE);
  }
}
