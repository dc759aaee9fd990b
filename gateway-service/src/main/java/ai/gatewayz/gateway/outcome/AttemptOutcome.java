package ai.gatewayz.gateway.outcome;

import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.usage.Tokens;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Duration;

/**
 * What one attempt said of its offer.
 *
 * @param ttft to the first content of a stream, or to the whole of another answer; null where there
 *     was none
 * @param took from the call to the end of the answer, or to its failure
 * @param usage null where the provider told none
 * @param estimate what was used by the gateway's own estimate; {@link Tokens#NONE} where the
 *     provider told, and where nothing was answered
 * @param ordinary whether it asked no more than health would: what it met, others meet too
 * @param connected whether there was a connection, and so a request that may be to blame
 */
public record AttemptOutcome(
    OfferView offer,
    Operation operation,
    boolean streamed,
    Evidence evidence,
    Duration ttft,
    Duration took,
    Usage usage,
    Tokens estimate,
    boolean ordinary,
    boolean connected) {

  /** Of an ordinary question, where there is nothing to estimate. */
  public AttemptOutcome(
      OfferView offer,
      Operation operation,
      boolean streamed,
      Evidence evidence,
      Duration ttft,
      Duration took,
      Usage usage) {
    this(offer, operation, streamed, evidence, ttft, took, usage, Tokens.NONE, true, true);
  }

  /**
   * Whether it says something of the offer for everybody. A request with wishes of its own does so
   * only by being answered, or where it was never sent.
   */
  public boolean telling() {
    return ordinary || !connected || evidence.finding() == Finding.ANSWERED;
  }

  /** Whether it tells nothing, and the offer may be to blame all the same. */
  public boolean suspicious() {
    return !telling()
        && evidence.finding().subject() != Subject.REQUEST
        && evidence.finding() != Finding.BUDGET_TOO_SMALL;
  }

  /** Without the time to first token: what is not ordinary takes a time of its own. */
  AttemptOutcome untimed() {
    return new AttemptOutcome(
        offer, operation, streamed, evidence, null, took, usage, estimate, ordinary, connected);
  }
}
