package ai.gatewayz.gateway.routing;

import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider's routing suffix, as it is sent with the model to those who understand it.
 *
 * @param text with its colon, {@code :fastest}; empty for none
 * @param owner who understands it; null for no suffix
 * @param policy what it means among offers
 */
record Suffix(String text, Dialect owner, Optional<Policy> policy) {

  static final Suffix NONE = new Suffix("", null, Optional.empty());

  /** OpenRouter's modifiers; any other suffix is HuggingFace's: a policy or one of its partners. */
  private static final Set<String> OPENROUTER =
      Set.of("nitro", "floor", "online", "free", "extended", "thinking", "exacto");

  private static final Map<String, Policy> POLICIES =
      Map.of(
          "cheapest", Policy.PRICE,
          "fastest", Policy.THROUGHPUT,
          "floor", Policy.PRICE,
          "nitro", Policy.THROUGHPUT);

  /**
   * @param text with its colon, in any case; empty for none
   */
  static Suffix of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String word = lower.substring(1);
    return new Suffix(
        lower,
        OPENROUTER.contains(word) ? Dialect.OPENROUTER : Dialect.HUGGINGFACE,
        Optional.ofNullable(POLICIES.get(word)));
  }

  boolean isOwnedBy(Provider provider) {
    return provider.dialect() == owner;
  }
}
