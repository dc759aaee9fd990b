package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.admin.AliasesAdminResource.AliasView;
import ai.gatewayz.catalog.rules.AliasRepository.Given;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which of the models that names stand for are those of no offer. */
@ApplicationScoped
class UnknownModels {

  private static final String KNOWN =
      "select model_key from offers where hidden is null and model_key = any($1)"
          + " union select lower(id) from offers where hidden is null and lower(id) = any($1)";

  private final Pool pool;
  private final Providers providers;

  UnknownModels(Pool pool, Providers providers) {
    this.pool = pool;
    this.providers = providers;
  }

  Uni<List<AliasView>> views(List<Given> given) {
    Set<String> names = new HashSet<>();
    Set<String> asked = new HashSet<>();
    for (Given each : given) {
      names.add(key(each.alias().name()));
      each.alias().models().forEach(model -> asked.addAll(forms(model)));
    }
    return pool.preparedQuery(KNOWN)
        .execute(Tuple.of(asked.toArray(String[]::new)))
        .map(
            rows -> {
              Set<String> known = new HashSet<>();
              rows.forEach(row -> known.add(row.getString(0)));
              return given.stream().map(each -> view(each, known, names)).toList();
            });
  }

  /** As callers may write a model, with a provider before it and a suffix behind it. */
  private Set<String> forms(String model) {
    Set<String> forms = new HashSet<>();
    String whole = key(model);
    int colon = whole.lastIndexOf(':');
    for (String text : List.of(whole, colon > 0 ? whole.substring(0, colon) : whole)) {
      forms.add(text);
      for (Provider provider : providers.all()) {
        int length = provider.id().length();
        if (text.length() > length + 1
            && text.startsWith(key(provider.id()))
            && (text.charAt(length) == '/' || text.charAt(length) == ':')) {
          forms.add(text.substring(length + 1));
        }
      }
    }
    return forms;
  }

  private AliasView view(Given given, Set<String> known, Set<String> names) {
    String own = key(given.alias().name());
    List<String> unknown =
        given.alias().models().stream()
            // What has a star is known when it is asked for.
            .filter(model -> model.indexOf('*') < 0)
            .filter(model -> forms(model).stream().noneMatch(known::contains))
            .filter(model -> key(model).equals(own) || !names.contains(key(model)))
            .toList();
    return new AliasView(
        given.alias().name(),
        given.alias().models(),
        given.alias().policy(),
        unknown,
        given.reason(),
        given.author(),
        given.created());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
