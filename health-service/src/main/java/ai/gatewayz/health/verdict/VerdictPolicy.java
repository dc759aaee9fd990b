package ai.gatewayz.health.verdict;

import static ai.gatewayz.health.contract.Availability.State.*;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.verdict.Streak.Kind;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;

/** How evidence moves a verdict; see the package for the principle. */
public final class VerdictPolicy {

  /** From this share of faults on, an offer that also answers is not reliable. */
  private static final double UNRELIABLE = 0.5;

  /**
   * From this share of faults on, an offer that answers at times fails more often than not: beyond
   * half, so that one that fails every other time does not go in and out.
   */
  private static final double MOSTLY_FAILS = 0.6;

  /** Fewer faults of late do not tell its share. */
  private static final int FAULTS_OF_A_SHARE = 10;

  /** So many in a row, seen from two sides, are not chance where some answers were of late. */
  private static final int NO_CHANCE = 10;

  /** The most answers in a row that a bad past asks for on top. */
  private static final int MOST_EXTRA = 3;

  /** The reason of a verdict that does not hold a model's absence against it. */
  static final String ACCOUNT_IN_DOUBT = "account_in_doubt";

  /** The reason of a verdict for which faults of the moment have lasted. */
  public static final String FAILING = "failing";

  /** The reason of a verdict that nothing stands on any more. */
  static final String LAPSED = "lapsed";

  /** An answer that is younger than this outweighs what a list says. */
  private static final Duration NEWER_THAN_A_LIST = Duration.ofHours(1);

  /** Clocks of gateways, and their shortest windows, differ by no more. */
  private static final Duration NEARLY_AT_ONCE = Duration.ofSeconds(2);

  /** What is older than that was not held back for so long: a clock was set. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final VerdictSettings settings;

  public VerdictPolicy(VerdictSettings settings) {
    this.settings = settings;
  }

  /** The verdict after {@code seen}; its version has grown where there is something to announce. */
  public Verdict apply(Verdict before, Observation seen) {
    return switch (seen.finding()) {
      case ANSWERED -> sound(before, seen);
      case MODEL_GONE, NOT_SERVERLESS -> gone(before, seen);
      // A caller may ask a model for what it does not do; a probe asks for what the list says.
      case WRONG_OPERATION -> seen.source() == Source.PROBE ? gone(before, seen) : before;
      case COLD -> cold(before, seen);
      case GATED -> gated(before, seen);
      case RATE_LIMITED -> limited(before, seen);
      // What is wrong with our account is said of the provider, not of each of its offers.
      case KEY_REJECTED, CREDITS_EXHAUSTED, PERMISSION_DENIED -> before;
      case CONTEXT_TOO_LONG, CONTENT_REFUSED -> before;
      // A sign of life, and no answer: an offer that answers none of our questions is not askable.
      case REQUEST_REFUSED, BUDGET_TOO_SMALL -> refused(before, seen);
      case OVERLOADED, SERVER_ERROR, GARBLED, TIMED_OUT, UNREACHABLE -> shaky(before, seen);
    };
  }

  /** It cannot be asked at all: {@code why} names the obstacle. */
  public Verdict unprobeable(Verdict before, String why, Instant at) {
    return before.state() == UNKNOWN
        ? before.becomes(UNPROBEABLE, why, Source.OTHER, at, null)
        : before;
  }

  /**
   * It cannot be asked, and nobody has used it for so long that what was seen proves nothing any
   * more.
   */
  public Verdict lapsed(Verdict before, String why, Instant at) {
    // What callers' failures alone have taken away, nobody but callers can bring back.
    Duration memory = failing(before) ? settings.failingAfter() : settings.memory();
    boolean old = before.lastChecked() == null || before.lastChecked().plus(memory).isBefore(at);
    return old && before.state() != UNPROBEABLE && before.source() != Source.OPERATOR
        ? before.becomes(UNPROBEABLE, why, Source.OTHER, at, null)
        : before;
  }

  /**
   * It is held to answer, and has not done so for longer than {@code lately}, or never: what stood
   * on its answers stands no more.
   */
  public Verdict unproven(Verdict before, Duration lately, Instant at) {
    boolean held = before.state() == AVAILABLE || before.state() == DEGRADED;
    boolean proven =
        before.lastVerified() != null && !before.lastVerified().plus(lately).isBefore(at);
    return held && !proven && before.source() != Source.OPERATOR
        ? before
            .checked(before.lastChecked(), Streak.NONE)
            .becomes(UNKNOWN, LAPSED, Source.OTHER, at, null)
        : before;
  }

  /** What made it unprobeable is no more: its price or its kind has changed. */
  public Verdict probeable(Verdict before, Instant at) {
    return before.state() == UNPROBEABLE
        ? before.becomes(UNKNOWN, null, Source.OTHER, at, null)
        : before;
  }

  /**
   * It was taken away, and now everything of its provider seems to be gone: it gets the benefit of
   * the doubt, behind what is known to answer.
   *
   * @param since of what was taken away since then
   * @param begun and of which nothing was seen to be wrong before
   */
  public Verdict reprieved(Verdict before, Instant since, Instant begun, Instant at) {
    Instant first = before.streak().first();
    boolean taken =
        before.state() == UNAVAILABLE
            && Finding.MODEL_GONE.label().equals(before.reason())
            && before.lastVerified() != null
            && !before.since().isBefore(since)
            && (first == null || !first.isBefore(begun));
    return taken
        ? before
            .checked(before.lastChecked(), Streak.NONE)
            .becomes(DEGRADED, ACCOUNT_IN_DOUBT, Source.OTHER, at, null)
        : before;
  }

  private Verdict sound(Verdict before, Observation seen) {
    if (late(before, seen)) {
      return before.recent(before.recent().answered(seen.count(), seen.ttftMillis(), seen.at()));
    }
    Verdict next =
        grow(before, seen, Kind.SOUND)
            .verified(seen)
            .faults(before.faults().answered(seen.source()))
            .recent(before.recent().answered(seen.count(), seen.ttftMillis(), seen.at()));
    boolean proven = next.streak().length() >= settings.soundAfter() + extra(next.recent());
    return switch (before.state()) {
      case AVAILABLE -> next;
      case UNKNOWN, COLD, UNPROBEABLE -> moved(next, AVAILABLE, seen);
      // Half-open: the first answer lets some traffic in, the next one confirms.
      case UNAVAILABLE -> moved(next, proven ? AVAILABLE : DEGRADED, seen);
      case DEGRADED -> proven ? moved(next, AVAILABLE, seen) : next;
    };
  }

  /**
   * Gateways tell failures at once and answers in a while: one that was given before the offer
   * began to fail says nothing of it now.
   */
  private static boolean late(Verdict before, Observation seen) {
    return seen.source() == Source.TRAFFIC
        && before.streak().kind() != Kind.SOUND
        && before.lastChecked() != null
        && seen.at().plus(NEARLY_AT_ONCE).isBefore(before.lastChecked())
        && seen.at().plus(LONGEST_WAIT).isAfter(before.lastChecked());
  }

  /** Who failed often of late has more to prove: else a flapping offer would flap in routing. */
  private int extra(Recent recent) {
    return (int) Math.min(MOST_EXTRA, recent.bad() / settings.shakyAfter());
  }

  private Verdict gone(Verdict before, Observation seen) {
    Verdict next = grow(before, seen, Kind.GONE).faults(before.faults().doubted(seen));
    boolean news = before.state() != UNAVAILABLE || failing(before);
    return next.streak().length() >= settings.goneAfter() && news
        ? moved(next, UNAVAILABLE, seen)
        : next;
  }

  private Verdict cold(Verdict before, Observation seen) {
    if (seen.source() == Source.LISTING && answeredWithin(before, NEWER_THAN_A_LIST, seen.at())) {
      return before;
    }
    Verdict next =
        grow(before, seen, Kind.COLD)
            .retryAt(seen.at().plus(seen.retryAfter().orElse(settings.coldPause())));
    return before.state() == COLD ? next : moved(next, COLD, seen);
  }

  private static boolean answeredWithin(Verdict verdict, Duration age, Instant now) {
    return verdict.lastVerified() != null && verdict.lastVerified().plus(age).isAfter(now);
  }

  /** Over our rate: the model is alive, nothing changes but when to ask again. */
  private Verdict limited(Verdict before, Observation seen) {
    return seen.retryAfter().map(wait -> before.retryAt(seen.at().plus(wait))).orElse(before);
  }

  private Verdict gated(Verdict before, Observation seen) {
    Verdict next = grow(before, seen, Kind.GATED);
    if (next.streak().length() < settings.goneAfter()) {
      return next;
    }
    return switch (before.state()) {
      case UNKNOWN, COLD, AVAILABLE, DEGRADED -> moved(next, UNPROBEABLE, seen);
      case UNAVAILABLE, UNPROBEABLE -> next;
    };
  }

  private Verdict refused(Verdict before, Observation seen) {
    if (seen.source() != Source.PROBE) {
      return before;
    }
    Verdict next = grow(before, seen, Kind.REFUSED);
    return before.state() == UNKNOWN && next.streak().length() >= settings.unaskableAfter()
        ? moved(next, UNPROBEABLE, seen)
        : next;
  }

  private Verdict shaky(Verdict before, Observation seen) {
    if (before.state() == UNAVAILABLE) {
      // Neither a further sign against the model nor one for it.
      return before.checked(seen, before.streak().looked(seen));
    }
    Verdict next =
        grow(before, seen, Kind.SHAKY)
            .faults(before.faults().failed(seen))
            .recent(before.recent().failed(seen.count(), seen.at()));
    boolean inARow = next.streak().length() >= settings.shakyAfter();
    boolean lasting = inARow && lasting(next, seen.at());
    boolean often = inARow || unreliable(next.recent());
    return switch (before.state()) {
      case AVAILABLE -> lasting ? failing(next, seen) : often ? moved(next, DEGRADED, seen) : next;
      case DEGRADED -> lasting || mostlyFails(next.recent()) ? failing(next, seen) : next;
      // What has only ever failed is not said to work at times.
      case UNKNOWN -> lasting ? failing(next, seen) : next;
      case UNAVAILABLE, COLD, UNPROBEABLE -> next;
    };
  }

  /** One that fails at times fails three times in a row before long: that alone is chance. */
  private boolean lasting(Verdict next, Instant now) {
    boolean sure = unreliable(next.recent()) || next.streak().length() >= NO_CHANCE;
    return next.faults().forLong(settings.failingAfter(), now)
        || (sure && next.faults().fromBothSides());
  }

  private static boolean failing(Verdict verdict) {
    return verdict.state() == UNAVAILABLE && FAILING.equals(verdict.reason());
  }

  private static Verdict failing(Verdict next, Observation seen) {
    Integer status = seen.httpStatus() == 0 ? null : seen.httpStatus();
    return next.becomes(UNAVAILABLE, FAILING, seen.source(), seen.at(), status);
  }

  /** Of an offer that does answer at times: how it fails without any answer is known otherwise. */
  private static boolean mostlyFails(Recent recent) {
    return Math.round(recent.good()) >= 1
        && Math.round(recent.bad()) >= FAULTS_OF_A_SHARE
        && recent.badShare() > MOSTLY_FAILS;
  }

  private boolean unreliable(Recent recent) {
    return Math.round(recent.bad()) >= settings.shakyAfter() && recent.badShare() >= UNRELIABLE;
  }

  private Verdict grow(Verdict before, Observation seen, Kind kind) {
    return before.checked(seen, before.streak().grow(kind, seen, settings.memory()));
  }

  private static Verdict moved(Verdict next, State state, Observation seen) {
    Finding finding = seen.finding();
    return next.becomes(
        state,
        finding.label(),
        seen.source(),
        seen.at(),
        seen.httpStatus() == 0 ? null : seen.httpStatus());
  }
}
