package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.routing.ModelNames;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the index of the current snapshot; it is there before anybody asks for it. */
@Startup
@ApplicationScoped
public class ModelList {

  private final Providers providers;
  private volatile ModelIndex index;

  @Inject
  ModelList(Snapshots snapshots, ProvidersConfig config) {
    providers = Providers.from(config);
    Set<String> configured =
        providers.all().stream()
            .filter(Provider::configured)
            .map(Provider::id)
            .collect(Collectors.toUnmodifiableSet());
    index = ModelIndex.empty(configured);
    snapshots.follow(snapshot -> index = index.next(snapshot));
  }

  public ModelIndex current() {
    return index;
  }

  /**
   * What goes by a name, by all the names that a completion takes: the model, with the offers that
   * such a completion could go to.
   */
  public Named find(String name) {
    ModelIndex current = index;
    ModelNames names = new ModelNames(current.snapshot(), providers);
    return current
        .of(names.offers(name))
        .<Named>map(Named.Found::new)
        .orElseGet(
            () ->
                new Named.Missing(
                    new Route.UnknownModel(name, names.elsewhere(name).orElse(null))));
  }

  /** What goes by a name. */
  public sealed interface Named {

    record Found(ModelRow row) implements Named {}

    record Missing(Route.UnknownModel unknown) implements Named {}
  }
}
