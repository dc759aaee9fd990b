package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.alias.AliasConfig;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.routing.ModelNames;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.routing.RoutingConfig;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;

/** Holds the index of the current snapshot; it is there before anybody asks for it. */
@Startup
@ApplicationScoped
public class ModelList {

  private final Providers providers;
  private final Aliases aliases;
  private final InstantSource clock;
  private volatile ModelIndex index;

  @Inject
  ModelList(
      Snapshots snapshots,
      ProvidersConfig config,
      RoutingConfig routing,
      AliasConfig named,
      InstantSource clock) {
    this.clock = clock;
    providers = Providers.from(config);
    aliases = Aliases.of(named);
    index = ModelIndex.empty(Reach.of(providers, routing, clock), providers, aliases);
    snapshots.follow(this::next);
  }

  private synchronized void next(Snapshot snapshot) {
    index = index.next(snapshot);
  }

  public ModelIndex current() {
    LocalDate today = Reach.today(clock);
    ModelIndex current = index;
    return current.isOf(today) ? current : renewed(today);
  }

  private synchronized ModelIndex renewed(LocalDate today) {
    index = index.on(today);
    return index;
  }

  /**
   * What goes by a name, by all the names that a completion takes: the model, with the offers that
   * such a completion could go to.
   */
  public Named find(String name) {
    ModelIndex current = current();
    ModelNames names = new ModelNames(current.snapshot(), providers, aliases);
    return names
        .meaning(name)
        .map(meaning -> AliasRows.row(name, meaning, names, current.reach()))
        .orElseGet(() -> current.of(names.offers(name)))
        .<Named>map(Named.Found::new)
        .orElseGet(() -> new Named.Missing(names.unknown(name)));
  }

  /** What goes by a name. */
  public sealed interface Named {

    record Found(ModelRow row) implements Named {}

    record Missing(Route.UnknownModel unknown) implements Named {}
  }
}
