package ai.gatewayz.gateway.routing;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Dialect;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A provider's routing suffix, as it is sent with the model to those who understand it.
 *
 * @param text with its colon, {@code :fastest}; empty for none
 * @param owner who understands it
 * @param policy what it means among offers
 */
record Suffix(String text, Predicate<Dialect> owner, Optional<Policy> policy) {

  static final Suffix NONE = new Suffix("", dialect -> false, Optional.empty());

  /**
   * @param text with its colon, in any case; empty for none
   */
  static Suffix of(String text, Dialects dialects) {
    if (text.isEmpty()) {
      return NONE;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String word = lower.substring(1);
    return new Suffix(lower, dialects.understanding(word), Policy.of(dialects.meaning(word)));
  }

  boolean isOwnedBy(Provider provider) {
    return owner.test(provider.dialect());
  }
}
