package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.evidence.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What was learned of the form in which each offer accepts probes. Only offers that differ from
 * most are kept.
 */
public final class Manners {

  /** Ways of putting it until a refusal is believed. */
  private static final int MOST_TRIES = 5;

  private final Rephrasing rephrasing;
  private final Map<OfferKey, Learned> learned = new ConcurrentHashMap<>();
  private final Map<OfferKey, Operation> operations = new ConcurrentHashMap<>();

  /**
   * @param streamOnly whether it refuses to answer otherwise
   */
  private record Learned(Form form, int tries, boolean streamOnly) {}

  public Manners(int mostTokens) {
    this.rephrasing = new Rephrasing(mostTokens);
  }

  /** What to ask for next; empty where the offer can be asked for nothing. */
  public Optional<Operation> operation(Offer offer, ProbeRules rules) {
    List<Operation> all = SmallestQuestion.operations(offer, rules);
    Operation held = operations.get(offer.key());
    return held != null && all.contains(held) ? Optional.of(held) : all.stream().findFirst();
  }

  /**
   * It does not do what it was asked for: what else it may do was guessed from its name, say.
   *
   * @return whether another operation is left to ask for; the next round begins with the first
   *     again
   */
  public boolean otherOperation(Offer offer, ProbeRules rules, Operation refused) {
    List<Operation> all = SmallestQuestion.operations(offer, rules);
    int next = all.indexOf(refused) + 1;
    if (next < all.size()) {
      operations.put(offer.key(), all.get(next));
    } else {
      operations.remove(offer.key());
    }
    return next < all.size();
  }

  /** How to put the next question. */
  public Form form(Offer offer) {
    Learned held = learned.get(offer.key());
    return held == null ? Form.first(offer) : held.form();
  }

  /** The same, for an answer that is not streamed; one that is where the offer gives no other. */
  public Form whole(Offer offer) {
    return streamOnly(offer) ? form(offer) : form(offer).whole();
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
    boolean streams = form(offer).stream();
    boolean streamOnly = streamOnly(offer);
    Optional<Form> next = tries > MOST_TRIES ? Optional.empty() : rephrasing.after(asked, evidence);
    if (next.isPresent()) {
      boolean only = streamOnly || (!asked.stream() && next.get().stream());
      learned.put(offer.key(), new Learned(usual(next.get(), asked, streams), tries, only));
    } else if (evidence.finding().alive()) {
      remember(offer, usual(asked, asked, streams), streamOnly);
    } else if (held != null) {
      // Nothing helped, or something else is wrong: the next time begins with what worked last.
      learned.put(offer.key(), new Learned(held.form(), 0, streamOnly));
    }
    return next;
  }

  /** That an answer was wanted whole for once is nothing that the offer insists on. */
  private static Form usual(Form form, Form asked, boolean streams) {
    return streams && !asked.stream() ? form.streamed() : form;
  }

  private boolean streamOnly(Offer offer) {
    Learned held = learned.get(offer.key());
    return held != null && held.streamOnly();
  }

  private void remember(Offer offer, Form works, boolean streamOnly) {
    if (works.equals(Form.first(offer)) && !streamOnly) {
      learned.remove(offer.key());
    } else {
      learned.put(offer.key(), new Learned(works, 0, streamOnly));
    }
  }

  /** As learned by a run before, or by another replica; earlier ones asked for a token alone. */
  public void restore(OfferKey key, Form form) {
    Form enough = form.tokens(Math.max(form.tokens(), SmallestQuestion.TOKENS));
    learned.put(key, new Learned(enough, 0, false));
  }

  public void forget(Predicate<OfferKey> which) {
    learned.keySet().removeIf(which);
    operations.keySet().removeIf(which);
  }
}
