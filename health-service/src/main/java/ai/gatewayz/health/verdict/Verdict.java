package ai.gatewayz.health.verdict;

import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.Availability.State;
import java.time.Instant;

/**
 * What is held of one offer.
 *
 * @param reason the finding that decided, by its JSON name; null for "no data yet"
 * @param since when it came into this state
 * @param lastVerified when it last answered; null where it never did
 * @param verifiedBy what it last answered to; null where it never did, or that is not known
 * @param lastChecked when evidence last came in; null where none did
 * @param httpStatus of the deciding answer; null where there was none
 * @param retryAt when it is worth asking again; null where unknown
 * @param streak what was seen in a row last
 * @param recent answers and faults of late
 * @param faults what has gone wrong since the last answer
 * @param capabilities what was tested of what its list declares
 * @param version grows with every transition; 0 where nothing was ever announced
 */
public record Verdict(
    State state,
    String reason,
    Source source,
    Instant since,
    Instant lastVerified,
    Source verifiedBy,
    Instant lastChecked,
    Integer httpStatus,
    Long ttftMillis,
    Instant retryAt,
    Streak streak,
    Recent recent,
    Faults faults,
    Capabilities capabilities,
    long version) {

  /** Of so many answers one is not streamed. */
  private static final int WHOLE_EVERY = 4;

  /** Nobody has asked it yet. */
  public static Verdict unknown(Instant since) {
    return new Verdict(
        State.UNKNOWN,
        null,
        Source.OTHER,
        since,
        null,
        null,
        null,
        null,
        null,
        null,
        Streak.NONE,
        Recent.NONE,
        Faults.NONE,
        Capabilities.NONE,
        0);
  }

  /** As it was last announced; what was seen in a row before is not known any more. */
  public static Verdict restored(Availability told) {
    return new Verdict(
        told.state(),
        told.reason(),
        told.source(),
        told.since(),
        told.lastVerified(),
        held(told.state()) ? told.evidence() : null,
        told.lastChecked(),
        told.httpStatus(),
        told.ttftMillis(),
        told.retryAt(),
        Streak.NONE,
        Recent.NONE,
        Faults.NONE,
        Capabilities.restored(told.capabilities()),
        told.version());
  }

  /** What the state stands on; null where nothing was seen. */
  public Source evidence() {
    if (held(state)) {
      return verifiedBy;
    }
    return switch (source) {
      case PROBE, TRAFFIC, LISTING -> source;
      case OPERATOR, OTHER -> null;
    };
  }

  private static boolean held(State state) {
    return state == State.AVAILABLE || state == State.DEGRADED;
  }

  /** The same verdict as a new announcement: it was verified again. */
  public Verdict retold(Instant at) {
    return becomes(state, reason, source, at, httpStatus);
  }

  /** Whether it has failed, in ways of the moment, since it last answered. */
  public boolean failed() {
    return faults.since() != null || VerdictPolicy.FAILING.equals(reason);
  }

  /** Since when, where it has. */
  public Instant failedSince() {
    return faults.since() == null ? since : faults.since();
  }

  /** Whether the last evidence speaks against the state: it should be asked again soon. */
  public boolean suspect() {
    return switch (state) {
      case AVAILABLE ->
          (streak.kind() != Streak.Kind.SOUND && streak.length() > 0) || faults.toClear() > 0;
      case UNKNOWN -> streak.length() > 0;
      case DEGRADED -> true;
      case UNAVAILABLE, COLD, UNPROBEABLE -> streak.kind() == Streak.Kind.SOUND;
    };
  }

  /**
   * Whether the next probe wants an answer that is not streamed: callers ask for both, and one may
   * break where the other does not. The first question does, and some of the later ones.
   */
  public boolean wantsWhole() {
    boolean sound = streak.kind() == Streak.Kind.SOUND && streak.length() > 0;
    return sound
        ? faults.toClear() == 1 || streak.length() % WHOLE_EVERY == WHOLE_EVERY - 1
        : lastVerified == null && streak.length() == 0;
  }

  Verdict checked(Observation seen, Streak streak) {
    return checked(seen.at(), streak);
  }

  Verdict checked(Instant at, Streak streak) {
    return new Verdict(
        state,
        reason,
        source,
        since,
        lastVerified,
        verifiedBy,
        at,
        httpStatus,
        ttftMillis,
        retryAt,
        streak,
        recent,
        faults,
        capabilities,
        version);
  }

  Verdict verified(Observation seen) {
    return new Verdict(
        state,
        reason,
        source,
        since,
        seen.at(),
        seen.source(),
        lastChecked,
        httpStatus,
        seen.ttftMillis() == null ? ttftMillis : seen.ttftMillis(),
        null,
        streak,
        recent,
        faults,
        capabilities,
        version);
  }

  Verdict recent(Recent later) {
    return new Verdict(
        state,
        reason,
        source,
        since,
        lastVerified,
        verifiedBy,
        lastChecked,
        httpStatus,
        ttftMillis,
        retryAt,
        streak,
        later,
        faults,
        capabilities,
        version);
  }

  Verdict faults(Faults later) {
    return new Verdict(
        state,
        reason,
        source,
        since,
        lastVerified,
        verifiedBy,
        lastChecked,
        httpStatus,
        ttftMillis,
        retryAt,
        streak,
        recent,
        later,
        capabilities,
        version);
  }

  /** The same, of an offer of whose capabilities more is known, or less. */
  public Verdict knowing(Capabilities other) {
    return new Verdict(
        state,
        reason,
        source,
        since,
        lastVerified,
        verifiedBy,
        lastChecked,
        httpStatus,
        ttftMillis,
        retryAt,
        streak,
        recent,
        faults,
        other,
        version);
  }

  Verdict retryAt(Instant at) {
    return new Verdict(
        state,
        reason,
        source,
        since,
        lastVerified,
        verifiedBy,
        lastChecked,
        httpStatus,
        ttftMillis,
        at,
        streak,
        recent,
        faults,
        capabilities,
        version);
  }

  /**
   * The next version follows the clock, so that it still grows where the last one was lost with a
   * replica; and grows by one where the clock has gone back.
   */
  Verdict becomes(State next, String why, Source by, Instant at, Integer status) {
    return new Verdict(
        next,
        why,
        by,
        next == state ? since : at,
        lastVerified,
        verifiedBy,
        lastChecked,
        status,
        ttftMillis,
        retryAt,
        streak,
        recent,
        faults,
        capabilities,
        Math.max(version + 1, at.toEpochMilli()));
  }
}
