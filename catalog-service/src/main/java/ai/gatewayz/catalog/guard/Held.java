package ai.gatewayz.catalog.guard;

import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.Locale;

/**
 * One quarantined change.
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
    TOO_MANY_WITHDRAWN("withdrawals (too many at once)"),
    TOO_MANY_ADDED("additions (too many at once)"),
    UNIT_CHANGED("prices in another unit than before"),
    PRICE_JUMP("price jumps"),
    PRICE_KIND("prices that become free or stop being free"),
    OFF_MEDIAN("prices far from the median of other providers"),
    PRICE_LOST("lost prices"),
    CONTEXT_LOST("lost context sizes"),
    CHAT_LOST("models no longer listed for chat");

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
