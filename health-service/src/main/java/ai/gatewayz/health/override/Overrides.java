package ai.gatewayz.health.override;

import ai.gatewayz.catalog.contract.OfferKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The operators' overrides that this replica knows, on offers of any replica, and which of them it
 * has published. Any thread may use it.
 */
@ApplicationScoped
public class Overrides {

  private final Map<OfferKey, OperatorWord> words = new ConcurrentHashMap<>();
  private final Map<OfferKey, OperatorWord> announced = new ConcurrentHashMap<>();

  /** The override that covers an offer now. */
  public Optional<OperatorWord> on(OfferKey key, Instant now) {
    return Optional.ofNullable(words.get(key)).filter(word -> word.holds(now));
  }

  /**
   * Takes a word as it stands on Kafka. It holds until {@link #replace} says otherwise: the
   * database may be away.
   */
  public void restore(OperatorWord word) {
    words.putIfAbsent(word.key(), word);
    announced.put(word.key(), word);
  }

  /** Takes what is written down for all that holds. */
  public void replace(Collection<OperatorWord> written) {
    Map<OfferKey, OperatorWord> next =
        written.stream().collect(Collectors.toMap(OperatorWord::key, Function.identity()));
    words.putAll(next);
    words.keySet().retainAll(next.keySet());
  }

  /** How many hold. */
  public long holding(Instant now) {
    return words.values().stream().filter(word -> word.holds(now)).count();
  }

  /** Notes what is announced of an offer: a word, or none. */
  public void announced(OfferKey key, Optional<OperatorWord> word) {
    word.ifPresentOrElse(it -> announced.put(key, it), () -> announced.remove(key));
  }

  /** Offers of which something else is announced than holds now. */
  public Set<OfferKey> unannounced(Instant now) {
    Set<OfferKey> keys = new HashSet<>(words.keySet());
    keys.addAll(announced.keySet());
    keys.removeIf(key -> on(key, now).equals(Optional.ofNullable(announced.get(key))));
    return keys;
  }

  /** Forgets what was announced of offers that another replica owns now. */
  public void drop(Predicate<OfferKey> lost) {
    announced.keySet().removeIf(lost);
  }
}
