package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.verdict.Verdict;
import java.time.Instant;

/**
 * One offer under watch; immutable.
 *
 * @param due when it is to be asked; null: not at all
 * @param urgency what it waits for; decides who goes first
 * @param announced when the verdict was last announced; null where it never was
 * @param asking whether a question is out
 */
public record Watched(
    Offer offer, Verdict verdict, Instant due, Urgency urgency, Instant announced, boolean asking) {

  /** In the order in which offers that are due are asked. */
  public enum Urgency {
    /** the last evidence speaks against the verdict */
    SUSPECT,
    /** nobody knows anything of it yet */
    NEW,
    /** the verdict grows old */
    STALE
  }

  Watched asked() {
    return new Watched(offer, verdict, due, urgency, announced, true);
  }

  Watched planned(Turn turn) {
    return new Watched(offer, verdict, turn.due(), turn.urgency(), announced, false);
  }

  Watched judged(Verdict next, Turn turn, boolean told, Instant now) {
    return new Watched(offer, next, turn.due(), turn.urgency(), told ? now : announced, false);
  }

  Watched listed(Offer newer, Verdict next, Turn turn) {
    return new Watched(newer, next, turn.due(), turn.urgency(), announced, asking);
  }
}
