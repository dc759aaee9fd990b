package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.alias.AliasConfig;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Routes by the current snapshot and the standings of this replica. */
@Singleton
public class RoutingService {

  private final Snapshots snapshots;
  private final Standings standings;
  private final Routing routing;

  RoutingService(
      Snapshots snapshots,
      Standings standings,
      ProvidersConfig providers,
      RoutingConfig config,
      AliasConfig aliases,
      InstantSource clock) {
    this.snapshots = snapshots;
    this.standings = standings;
    this.routing =
        new Routing(
            Providers.from(providers),
            config,
            Aliases.of(aliases),
            clock,
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param stale whether the snapshot is so old that its verdicts may not hold any more
   * @param permit what the caller may use
   */
  public Route route(CompletionRequest request, boolean stale, Permit permit) {
    return routing.route(snapshots.current(), request, standings, stale, permit);
  }

  /**
   * Ids of models that are verified to answer, would take this request and are most like a model.
   * Walks the whole snapshot: not for an event loop.
   */
  public List<String> alternatives(
      Snapshot snapshot, CompletionRequest request, String model, Permit permit) {
    return routing.alternatives(snapshot, request, standings, model, permit);
  }
}
