package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Instant;
import java.util.Locale;

/**
 * One offer under watch; immutable.
 *
 * @param prospect what is known of asking it
 * @param due when it is to be asked; null: not at all
 * @param urgency what it waits for; decides who goes first
 * @param announced when the verdict was last announced; null where it never was
 * @param used when callers last used it; null where they did not while it was watched here
 * @param asked when it was last asked; null where it never was
 * @param tested when it was last asked for a capability; null where it never was
 * @param unsaid how many questions in a row said nothing of it
 * @param asking whether a question is out
 */
public record Watched(
    Offer offer,
    Verdict verdict,
    Probeability.Prospect prospect,
    Instant due,
    Urgency urgency,
    Instant announced,
    Instant used,
    Instant asked,
    Instant tested,
    int unsaid,
    boolean asking) {

  /** In the order in which offers that are due are asked. */
  public enum Urgency {
    /** the last evidence speaks against the verdict */
    SUSPECT,
    /** it is in use, and the verdict grows old */
    WANTED,
    /** nobody knows anything of it yet */
    NEW,
    /** the verdict grows old */
    STALE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What keeps it from being asked; null where nothing does. */
  public String obstacle() {
    return prospect.obstacle();
  }

  /** Whether nothing speaks against its answering, should it be asked now. */
  public boolean soundly() {
    return verdict.state() == Availability.State.AVAILABLE
        && verdict.lastVerified() != null
        && !verdict.suspect()
        && prospect.obstacle() == null
        && !asking;
  }

  static Watched first(
      Offer offer, Verdict verdict, Probeability.Prospect prospect, Instant asked) {
    return new Watched(
        offer,
        verdict,
        prospect,
        null,
        Urgency.NEW,
        verdict.lastChecked(),
        null,
        asked,
        null,
        0,
        false);
  }

  Watched asking(Instant now) {
    return new Watched(
        offer, verdict, prospect, due, urgency, announced, used, now, tested, unsaid, true);
  }

  /** A question is out that is not about whether it answers. */
  Watched lent(Instant now) {
    return new Watched(
        offer, verdict, prospect, due, urgency, announced, used, asked, now, unsaid, true);
  }

  Watched knowing(Capabilities capabilities) {
    return new Watched(
        offer,
        verdict.knowing(capabilities),
        prospect,
        due,
        urgency,
        announced,
        used,
        asked,
        tested,
        unsaid,
        asking);
  }

  /** When it was last asked for anything; null where it never was. */
  Instant disturbed() {
    return asked == null || (tested != null && tested.isAfter(asked)) ? tested : asked;
  }

  /** The question that was out is over, or none was. */
  Watched answered() {
    return new Watched(
        offer, verdict, prospect, due, urgency, announced, used, asked, tested, unsaid, false);
  }

  /** The answer said something of it. */
  Watched said() {
    return new Watched(
        offer, verdict, prospect, due, urgency, announced, used, asked, tested, 0, false);
  }

  /** The answer said nothing of it. */
  Watched unsaid(int times) {
    return new Watched(
        offer, verdict, prospect, due, urgency, announced, used, asked, tested, times, false);
  }

  Watched planned(Turn turn) {
    return new Watched(
        offer,
        verdict,
        prospect,
        turn.due(),
        turn.urgency(),
        announced,
        used,
        asked,
        tested,
        unsaid,
        asking);
  }

  Watched judged(Verdict next, boolean told, Instant now) {
    Instant tell = told ? now : announced;
    return new Watched(
        offer, next, prospect, due, urgency, tell, used, asked, tested, unsaid, asking);
  }

  Watched listed(Offer newer, Verdict next, Probeability.Prospect prospects) {
    return new Watched(
        newer, next, prospects, due, urgency, announced, used, asked, tested, unsaid, asking);
  }

  Watched used(Instant at) {
    return new Watched(
        offer, verdict, prospect, due, urgency, announced, at, asked, tested, unsaid, asking);
  }
}
