package ai.gatewayz.providers;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Suffixes;
import ai.gatewayz.providers.featherless.Featherless;
import ai.gatewayz.providers.fireworks.Fireworks;
import ai.gatewayz.providers.huggingface.HuggingFace;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.portkey.Portkey;
import ai.gatewayz.providers.together.Together;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The dialects that a provider can be configured to have. A new one is added to {@link #STANDARD}:
 * a plain list, because native executables hold no other kind without being told.
 */
public final class Dialects {

  /** What comes with the project. */
  public static final Dialects STANDARD =
      new Dialects(
          List.of(
              new OpenRouter(),
              new Portkey(),
              new Featherless(),
              new Fireworks(),
              new Together(),
              new HuggingFace(),
              new OpenAi()));

  private final Map<String, Dialect> byName;

  /** Suffixes that are somebody's. */
  private final Map<String, Suffixes.Meaning> words;

  /**
   * @throws IllegalArgumentException where two have a name in common, or a suffix
   */
  private Dialects(List<Dialect> all) {
    Map<String, Dialect> named = new LinkedHashMap<>();
    Map<String, Suffixes.Meaning> meanings = new HashMap<>();
    for (Dialect dialect : all) {
      if (named.put(dialect.name(), dialect) != null) {
        throw new IllegalArgumentException("two dialects are called " + dialect.name());
      }
      dialect
          .suffixes()
          .words()
          .forEach(
              (word, meaning) -> {
                if (meanings.put(word, meaning) != null) {
                  throw new IllegalArgumentException("two dialects have the suffix " + word);
                }
              });
    }
    byName = Collections.unmodifiableMap(named);
    words = Map.copyOf(meanings);
  }

  /** The same and one more. */
  public Dialects with(Dialect another) {
    List<Dialect> more = new ArrayList<>(all());
    more.add(another);
    return new Dialects(more);
  }

  /** The one that the settings call so, in any case. */
  public Optional<Dialect> named(String name) {
    return Optional.ofNullable(byName.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /** In the order of the list. */
  public List<Dialect> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Who understands a routing suffix: whose it is, or, where it is nobody's, who understands others
   * than are known.
   *
   * @param word in lower case and without its colon
   */
  public Predicate<Dialect> understanding(String word) {
    return words.containsKey(word)
        ? dialect -> dialect.suffixes().words().containsKey(word)
        : dialect -> dialect.suffixes().others();
  }

  /** What a suffix means among offers of any provider. */
  public Suffixes.Meaning meaning(String word) {
    return words.getOrDefault(word, Suffixes.Meaning.OWN);
  }
}
