package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.routing.RoutingConfig;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Providers;
import java.time.InstantSource;
import java.util.List;

/** A gateway's list without a server around it, for one who brings its events by hand. */
public final class ListedModels {

  private final Ledger ledger = new Ledger();
  private final InstantSource clock;
  private ModelIndex index;

  public ListedModels(Providers providers, RoutingConfig routing, InstantSource clock) {
    this.clock = clock;
    index = ModelIndex.empty(Reach.of(providers, routing, clock), providers, Aliases.NONE);
  }

  /** Takes the events. */
  public Ledger ledger() {
    return ledger;
  }

  /** What a view shows now. */
  public List<ModelRow> shown(View view) {
    index = index.on(Reach.today(clock)).next(ledger.snapshot(clock.instant()));
    return index.listing(view, null).rows();
  }

  /** As of the last look. */
  public Snapshot snapshot() {
    return index.snapshot();
  }

  /** As of the last look. */
  public Reach reach() {
    return index.reach();
  }
}
