package ai.gatewayz.health.account;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Offers of one provider that answered before and are not found now, in a row. With a key that has
 * lost its access no model is found any more; a provider that retires some still answers for the
 * others. Pure; not thread-safe.
 */
final class Vanishing {

  private final int most;
  private final Set<String> gone = new HashSet<>();
  private Instant since;

  /**
   * @param most so many in a row are no longer the models' affair
   */
  Vanishing(int most) {
    this.most = most;
  }

  void gone(String id, Instant at) {
    if (gone.isEmpty()) {
      since = at;
    }
    if (!doubtful()) {
      gone.add(id);
    }
  }

  /** Any offer of the provider has answered. */
  void answered() {
    gone.clear();
  }

  boolean doubtful() {
    return gone.size() >= most;
  }

  /** How many more it takes. */
  int more() {
    return most - gone.size();
  }

  /** When the first of the row was seen to be gone. */
  Instant since() {
    return since;
  }
}
