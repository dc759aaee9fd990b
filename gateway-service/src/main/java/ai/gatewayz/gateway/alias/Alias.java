package ai.gatewayz.gateway.alias;

import ai.gatewayz.catalog.contract.ModelAlias;
import java.util.List;
import java.util.Optional;

/**
 * A name of the operator's.
 *
 * @param name as callers write it, in any case; a pattern where it has a {@code *}
 * @param models what it stands for, the first choice first
 */
public record Alias(String name, List<String> models, AliasPolicy policy) {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_MODELS = 20;

  public Alias {
    models = List.copyOf(models);
    String flaw = flaw(name, models);
    if (flaw != null) {
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
      throw new IllegalArgumentException("the alias '" + shown + "' " + flaw);
    }
  }

  /** What is wrong with it; null for nothing. */
  private static String flaw(String name, List<String> models) {
    if (!isName(name)) {
      return "is no name of up to " + LONGEST_NAME + " visible characters";
    }
    if (name.indexOf('*') != name.lastIndexOf('*')) {
      return "has more than one *";
    }
    if (models.isEmpty() || models.size() > MOST_MODELS) {
      return "needs 1 to " + MOST_MODELS + " models";
    }
    if (!models.stream().allMatch(Alias::isName)) {
      return "has a model that is no name";
    }
    return name.indexOf('*') < 0 && models.stream().anyMatch(model -> model.indexOf('*') >= 0)
        ? "has a model with a *, and none in its name that would say what it stands for"
        : null;
  }

  /** As the catalog tells it; empty for what this gateway does not take. */
  static Optional<Alias> of(ModelAlias told) {
    AliasPolicy policy =
        switch (told.policy()) {
          case IN_ORDER, OTHER -> AliasPolicy.IN_ORDER;
          case CHEAPEST -> AliasPolicy.CHEAPEST;
          case FASTEST -> AliasPolicy.FASTEST;
        };
    return flaw(told.name(), told.models()) == null
        ? Optional.of(new Alias(told.name(), told.models(), policy))
        : Optional.empty();
  }

  boolean isPattern() {
    return name.indexOf('*') >= 0;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.chars().allMatch(letter -> letter > ' ' && !Character.isISOControl(letter));
  }
}
