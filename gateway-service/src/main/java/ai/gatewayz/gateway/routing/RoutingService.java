package ai.gatewayz.gateway.routing;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Routes by the current snapshot and the standings of this replica. */
@ApplicationScoped
public class RoutingService {

  private final Snapshots snapshots;
  private final LiveStandings standings;
  private final Routing routing;

  RoutingService(
      Snapshots snapshots,
      LiveStandings standings,
      ProvidersConfig providers,
      RoutingConfig config) {
    this.snapshots = snapshots;
    this.standings = standings;
    this.routing = new Routing(Providers.from(providers), config.sort(), config.fallbacks());
  }

  public Route route(CompletionRequest request) {
    return routing.route(snapshots.current(), request, standings);
  }
}
