package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.explain.ModelNotFound;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.routing.Suggestions;
import ai.gatewayz.gateway.snapshot.Snapshots;

/** What a caller of the model list is told when it cannot be answered. */
final class ModelErrors {

  private ModelErrors() {}

  static Failure unknown(Route.UnknownModel unknown, Snapshots snapshots) {
    return ModelNotFound.of(unknown, Suggestions.nearest(snapshots.current(), unknown.asked()));
  }

  static Failure parameter(InvalidParameterException thrown) {
    return Failure.field(thrown.parameter(), thrown.getMessage());
  }
}
