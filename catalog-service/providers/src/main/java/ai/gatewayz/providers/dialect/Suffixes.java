package ai.gatewayz.providers.dialect;

import java.util.Map;

/**
 * The routing suffixes that a provider understands behind the name of a model.
 *
 * @param words each in lower case and without its colon, with what it means; nobody else
 *     understands them
 * @param others whether it understands any word that is nobody's: names of its hosts, which nobody
 *     can list
 */
public record Suffixes(Map<String, Meaning> words, boolean others) {

  public static final Suffixes NONE = new Suffixes(Map.of(), false);

  /** What a suffix means among offers of any provider. */
  public enum Meaning {
    /** the cheapest first */
    CHEAPEST,
    /** the most tokens a second first */
    FASTEST,
    /** nothing: it is for its owner alone */
    OWN
  }

  public Suffixes {
    words = Map.copyOf(words);
  }
}
