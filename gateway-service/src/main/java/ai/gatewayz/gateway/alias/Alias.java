package ai.gatewayz.gateway.alias;

import java.util.List;

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
    require(isName(name), name, "is no name of up to " + LONGEST_NAME + " visible characters");
    require(name.indexOf('*') == name.lastIndexOf('*'), name, "has more than one *");
    require(
        !models.isEmpty() && models.size() <= MOST_MODELS,
        name,
        "needs 1 to " + MOST_MODELS + " models");
    require(models.stream().allMatch(Alias::isName), name, "has a model that is no name");
    require(
        name.indexOf('*') >= 0 || models.stream().noneMatch(model -> model.indexOf('*') >= 0),
        name,
        "has a model with a *, and none in its name that would say what it stands for");
  }

  boolean isPattern() {
    return name.indexOf('*') >= 0;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.chars().allMatch(letter -> letter > ' ' && !Character.isISOControl(letter));
  }

  private static void require(boolean sound, String name, String what) {
    if (!sound) {
      String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
      throw new IllegalArgumentException("the alias '" + shown + "' " + what);
    }
  }
}
