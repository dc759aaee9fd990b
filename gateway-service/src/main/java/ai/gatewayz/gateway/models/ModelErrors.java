package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.explain.ModelNotFound;
import ai.gatewayz.gateway.explain.NameSearch;
import ai.gatewayz.gateway.explain.NothingFits;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.Snapshots;
import java.time.Instant;
import java.util.List;

/** The errors of the model list. */
final class ModelErrors {

  private ModelErrors() {}

  /** Waits for its turn to look for names: not for an event loop. */
  static Failure unknown(
      Route.UnknownModel unknown, Snapshots snapshots, NameSearch names, Permit permit) {
    List<String> nearest =
        names
            .nearest(snapshots.current(), unknown.asked(), permit)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return ModelNotFound.of(unknown, nearest);
  }

  /** Of a name of which the caller may use nothing. */
  static Failure forbidden(String name, ModelRow row, Instant now) {
    List<LeftOut> all =
        row.summary().offers().stream()
            .map(view -> new LeftOut(view, LeftOut.Reason.NOT_ALLOWED))
            .toList();
    return NothingFits.of(new Route.NothingUsable(name, all), List.of(), now);
  }

  static Failure parameter(InvalidParameterException thrown) {
    return Failure.field(thrown.parameter(), thrown.getMessage());
  }
}
