package ai.gatewayz.gateway.models;

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

  private volatile ModelIndex index;

  @Inject
  ModelList(Snapshots snapshots, ProvidersConfig providers) {
    Set<String> configured =
        Providers.from(providers).all().stream()
            .filter(Provider::configured)
            .map(Provider::id)
            .collect(Collectors.toUnmodifiableSet());
    index = ModelIndex.empty(configured);
    snapshots.follow(snapshot -> index = index.next(snapshot));
  }

  public ModelIndex current() {
    return index;
  }
}
