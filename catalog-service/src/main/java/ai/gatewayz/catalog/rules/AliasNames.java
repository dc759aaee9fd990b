package ai.gatewayz.catalog.rules;

import ai.gatewayz.catalog.contract.ModelAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which offers carry which of the operators' names. Immutable. */
final class AliasNames {

  static final AliasNames NONE = new AliasNames(List.of());

  /** Aliases of aliases; as deep as gateways follow them. */
  private static final int DEEPEST = 5;

  private static final Comparator<ModelAlias> BY_NAME = Comparator.comparing(ModelAlias::name);

  private final Map<String, List<ModelAlias>> literal = new HashMap<>();
  private final Map<String, List<ModelAlias>> patterns = new HashMap<>();

  AliasNames(Collection<ModelAlias> standing) {
    Map<String, ModelAlias> byName = new HashMap<>();
    standing.forEach(alias -> byName.put(key(alias.name()), alias));
    for (ModelAlias alias : standing) {
      for (String model : models(alias, byName)) {
        (model.indexOf('*') < 0 ? literal : patterns)
            .computeIfAbsent(model, text -> new ArrayList<>())
            .add(alias);
      }
    }
  }

  boolean isEmpty() {
    return literal.isEmpty() && patterns.isEmpty();
  }

  /**
   * The names that may mean an offer, in the order of the alphabet.
   *
   * @param model canonical id, as it is published
   */
  List<ModelAlias> of(String provider, String id, String model) {
    if (isEmpty()) {
      return List.of();
    }
    Set<String> forms = new LinkedHashSet<>();
    for (String form : List.of(key(model), key(id))) {
      forms.add(form);
      forms.add(provider + '/' + form);
      forms.add(provider + ':' + form);
      forms.add(form + ':' + provider);
    }
    Set<ModelAlias> found = new TreeSet<>(BY_NAME);
    forms.forEach(form -> found.addAll(literal.getOrDefault(form, List.of())));
    patterns.forEach(
        (pattern, aliases) -> {
          if (forms.stream().anyMatch(form -> Glob.matches(pattern, form))) {
            found.addAll(aliases);
          }
        });
    return List.copyOf(found);
  }

  /** In lower case, with and without what stands behind the last colon: it may be a suffix. */
  private static Set<String> models(ModelAlias alias, Map<String, ModelAlias> byName) {
    Set<String> models = new HashSet<>();
    expand(alias, byName, Set.of(), models);
    return models;
  }

  private static void expand(
      ModelAlias alias, Map<String, ModelAlias> byName, Set<String> within, Set<String> models) {
    Set<String> deeper = new HashSet<>(within);
    deeper.add(key(alias.name()));
    for (String model : alias.models()) {
      String key = key(model);
      ModelAlias inner = byName.get(key);
      if (inner != null && !deeper.contains(key) && deeper.size() < DEEPEST) {
        expand(inner, byName, deeper, models);
      }
      models.add(key);
      int colon = key.lastIndexOf(':');
      if (colon > 0) {
        models.add(key.substring(0, colon));
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
