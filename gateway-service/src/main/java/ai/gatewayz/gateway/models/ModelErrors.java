package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.explain.ModelNotFound;
import ai.gatewayz.gateway.explain.NameSearch;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.Snapshots;
import java.util.List;

/** The errors of the model list. */
final class ModelErrors {

  private ModelErrors() {}

  /** Waits for its turn to look for names: not for an event loop. */
  static Failure unknown(Route.UnknownModel unknown, Snapshots snapshots, NameSearch names) {
    List<String> nearest =
        names
            .nearest(snapshots.current(), unknown.asked())
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return ModelNotFound.of(unknown, nearest);
  }

  static Failure parameter(InvalidParameterException thrown) {
    return Failure.field(thrown.parameter(), thrown.getMessage());
  }
}
