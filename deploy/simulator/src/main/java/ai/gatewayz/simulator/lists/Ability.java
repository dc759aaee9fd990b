package ai.gatewayz.simulator.lists;

import java.util.Locale;

/** What a model may say that it can do, and not do. */
public enum Ability {
  TOOLS("tools"),
  STRUCTURED_OUTPUT("structured outputs"),
  VISION("image input"),
  REASONING("thinking"),
  EMBEDDINGS("embeddings");

  private final String words;

  Ability(String words) {
    this.words = words;
  }

  /** As a provider calls it. */
  public String words() {
    return words;
  }

  /** As it stands in the names of models that pretend to have it. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
