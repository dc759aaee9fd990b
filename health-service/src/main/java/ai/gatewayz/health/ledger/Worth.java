package ai.gatewayz.health.ledger;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Signal;
import java.util.List;

/**
 * The priority of an offer, which decides how often it is probed.
 *
 * @param wanted whether callers used it, or its model at another provider, of late
 * @param pressing whether callers used this very offer just now
 * @param dear whether a question costs many times what most do
 * @param free whether a question costs nothing
 * @param word what the provider itself says of it
 */
public record Worth(boolean wanted, boolean pressing, boolean dear, boolean free, Word word) {

  /** Weak evidence, free of charge: it moves an offer's turn, not the verdict. */
  public enum Word {
    NONE,
    /** it serves, by the provider's own measurement */
    VOUCHED,
    /** it fails, by the provider's own measurement */
    DOUBTED,
    /** it sleeps */
    ASLEEP
  }

  /** Below this share of good answers the provider itself counts as doubting an offer. */
  private static final double DOUBTFUL_UPTIME = 0.5;

  /** The word of all hosts together: one that serves is enough to vouch. */
  public static Word word(Offer offer) {
    List<Signal> signals = offer.signals();
    if (signals.isEmpty()) {
      return Word.NONE;
    }
    if (signals.stream().allMatch(Worth::fails)) {
      return Word.DOUBTED;
    }
    if (signals.stream().allMatch(each -> each.state() == Signal.State.COLD)) {
      return Word.ASLEEP;
    }
    boolean serves =
        signals.stream().anyMatch(each -> each.state() == Signal.State.LIVE && !fails(each));
    return serves ? Word.VOUCHED : Word.NONE;
  }

  private static boolean fails(Signal signal) {
    return signal.state() == Signal.State.ERROR
        || (signal.uptime() != null && signal.uptime() < DOUBTFUL_UPTIME);
  }
}
