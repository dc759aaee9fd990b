package ai.gatewayz.gateway.alias;

import ai.gatewayz.catalog.contract.ModelAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The operator's names for models; immutable. A name counts before a model's of the same letters; a
 * pattern only where no model has the name: it takes nothing away.
 */
public final class Aliases {

  /** Aliases of aliases; what is deeper is taken for a model's name. */
  private static final int DEEPEST = 5;

  /** Of all that an alias stands for in the end. */
  private static final int MOST_MODELS = 50;

  public static final Aliases NONE = new Aliases(List.of());

  private final Map<String, Alias> exact = new TreeMap<>();
  private final Map<String, Meaning> meanings = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  /**
   * What a name stands for.
   *
   * @param models names of models, the first choice first; at least one
   */
  public record Meaning(List<String> models, AliasPolicy policy) {
    public Meaning {
      models = List.copyOf(models);
    }
  }

  private record Pattern(String before, String after, Alias alias) {

    static Pattern of(Alias alias) {
      int star = alias.name().indexOf('*');
      return new Pattern(alias.name().substring(0, star), alias.name().substring(star + 1), alias);
    }

    int letters() {
      return before.length() + after.length();
    }

    /** What stands for the star; null where the name does not fit. */
    String star(String asked) {
      int end = asked.length() - after.length();
      return end >= before.length()
              && asked.regionMatches(true, 0, before, 0, before.length())
              && asked.regionMatches(true, end, after, 0, after.length())
          ? asked.substring(before.length(), end)
          : null;
    }
  }

  private Aliases(Collection<Alias> all) {
    for (Alias alias : all) {
      if (alias.isPattern()) {
        patterns.add(Pattern.of(alias));
      } else {
        exact.put(key(alias.name()), alias);
      }
    }
    // Of several that fit, the one that says most.
    patterns.sort(
        Comparator.comparingInt(Pattern::letters)
            .reversed()
            .thenComparing(pattern -> pattern.alias().name()));
    exact.forEach((key, alias) -> meanings.put(key, meaning(alias, alias.models(), Set.of(key))));
  }

  /**
   * @throws IllegalArgumentException where two are the same name
   */
  public static Aliases of(Collection<Alias> aliases) {
    Set<String> names = new LinkedHashSet<>();
    for (Alias alias : aliases) {
      if (!names.add(key(alias.name()))) {
        throw new IllegalArgumentException("the alias '" + alias.name() + "' is there twice");
      }
    }
    return aliases.isEmpty() ? NONE : new Aliases(aliases);
  }

  /**
   * @throws IllegalArgumentException where one of them is not sound
   */
  public static Aliases of(AliasConfig config) {
    return of(
        config.aliases().entrySet().stream()
            .map(entry -> alias(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** With those that the catalog tells; one that is here already counts before one of its name. */
  public Aliases and(Collection<ModelAlias> told) {
    if (told.isEmpty()) {
      return this;
    }
    Map<String, Alias> all = new TreeMap<>();
    told.stream()
        .flatMap(one -> Alias.of(one).stream())
        .forEach(alias -> all.put(key(alias.name()), alias));
    exact.forEach(all::put);
    patterns.forEach(pattern -> all.put(key(pattern.alias().name()), pattern.alias()));
    return of(all.values());
  }

  private static Alias alias(String name, AliasConfig.Entry entry) {
    return new Alias(name, entry.models(), entry.policy());
  }

  /** What exactly that name stands for, in any case; empty where it is no alias. */
  public Optional<Meaning> named(String asked) {
    return meanings.isEmpty() ? Optional.empty() : Optional.ofNullable(meanings.get(key(asked)));
  }

  /** What a name stands for by a pattern; for one that no model has. */
  public Optional<Meaning> fitting(String asked) {
    for (Pattern pattern : patterns) {
      String star = pattern.star(asked);
      if (star != null) {
        List<String> models =
            pattern.alias().models().stream().map(model -> model.replace("*", star)).toList();
        return Optional.of(meaning(pattern.alias(), models, Set.of()));
      }
    }
    return Optional.empty();
  }

  /** Those that are names, in the order of the alphabet. */
  public Collection<Alias> names() {
    return exact.values();
  }

  private Meaning meaning(Alias alias, List<String> models, Set<String> within) {
    Set<String> all = new LinkedHashSet<>();
    expand(models, within, all);
    return new Meaning(List.copyOf(all), alias.policy());
  }

  /** An alias within itself is the name of a model: so one can stand before a model's own. */
  private void expand(List<String> models, Set<String> within, Set<String> all) {
    for (String model : models) {
      String key = key(model);
      Alias inner = within.contains(key) || within.size() >= DEEPEST ? null : exact.get(key);
      if (inner != null) {
        Set<String> deeper = new LinkedHashSet<>(within);
        deeper.add(key);
        expand(inner.models(), deeper, all);
      } else if (all.size() < MOST_MODELS) {
        all.add(model);
      }
      if (all.size() >= MOST_MODELS) {
        return;
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
