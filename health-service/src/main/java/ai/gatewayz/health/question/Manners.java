package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.evidence.Evidence;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What was learned of how each offer wants to be asked. Only offers that want something else than
 * most are held.
 */
public final class Manners {

  /** Ways of putting it until a refusal is believed. */
  private static final int MOST_TRIES = 5;

  private final Rephrasing rephrasing;
  private final Map<OfferKey, Learned> learned = new ConcurrentHashMap<>();

  private record Learned(Form form, int tries) {}

  public Manners(int mostTokens) {
    this.rephrasing = new Rephrasing(mostTokens);
  }

  /** How to put the next question. */
  public Form form(Offer offer) {
    Learned held = learned.get(offer.key());
    return held == null ? Form.first(offer) : held.form();
  }

  /**
   * Learns from an answer.
   *
   * @return the form to ask in right away, because the answer is about the way of asking; empty
   *     where the answer stands for itself
   */
  public Optional<Form> answered(Offer offer, Form asked, Evidence evidence) {
    Learned held = learned.get(offer.key());
    int tries = held == null ? 1 : held.tries() + 1;
    Optional<Form> next = tries > MOST_TRIES ? Optional.empty() : rephrasing.after(asked, evidence);
    if (next.isPresent()) {
      learned.put(offer.key(), new Learned(next.get(), tries));
    } else if (evidence.finding().alive()) {
      remember(offer, asked);
    } else if (held != null) {
      // Nothing helped, or something else is wrong: the next time begins with what worked last.
      learned.put(offer.key(), new Learned(held.form(), 0));
    }
    return next;
  }

  private void remember(Offer offer, Form works) {
    if (works.equals(Form.first(offer))) {
      learned.remove(offer.key());
    } else {
      learned.put(offer.key(), new Learned(works, 0));
    }
  }

  /** As learned by a run before, or by another replica. */
  public void restore(OfferKey key, Form form) {
    learned.put(key, new Learned(form, 0));
  }

  public void forget(Predicate<OfferKey> which) {
    learned.keySet().removeIf(which);
  }
}
