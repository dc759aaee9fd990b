package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.Locale;

/**
 * One change that is held.
 *
 * @param detail what is odd about it, in words for an operator
 * @param fingerprint of what the provider lists; null for a withdrawal
 * @param listed what the provider lists; null for a withdrawal
 */
public record Held(
    String id,
    String model,
    Kind kind,
    Reason reason,
    String detail,
    String fingerprint,
    Diff.Listed listed) {

  static Held of(Diff.Listed listed, Kind kind, Reason reason, String detail) {
    ListedOffer offer = listed.offer();
    return new Held(offer.id(), offer.model(), kind, reason, detail, listed.fingerprint(), listed);
  }

  public enum Kind {
    ADD,
    CHANGE,
    WITHDRAW;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Reason {
    TOO_MANY_WITHDRAWN("withdrawals, too many at once"),
    TOO_MANY_ADDED("additions, too many at once"),
    UNIT_CHANGED("prices of a list that has another unit"),
    PRICE_JUMP("prices that jump"),
    PRICE_KIND("prices that become free or stop being free"),
    OFF_MEDIAN("prices far from those of other providers"),
    PRICE_LOST("prices that vanish"),
    CONTEXT_LOST("contexts that vanish"),
    CHAT_LOST("models that do not chat any more");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** Reads after a number. */
    public String words() {
      return words;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
