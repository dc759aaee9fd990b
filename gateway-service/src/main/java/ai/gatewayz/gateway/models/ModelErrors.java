package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.routing.Suggestions;
import ai.gatewayz.gateway.snapshot.Snapshots;
import java.util.List;

/** What a caller of the model list is told when it cannot be answered. */
final class ModelErrors {

  private ModelErrors() {}

  static Failure unknown(String id, Snapshots snapshots) {
    List<String> nearest = Suggestions.nearest(snapshots.current(), id);
    String hint = nearest.isEmpty() ? "" : " Did you mean " + String.join(", ", nearest) + "?";
    return Failure.of(GatewayError.MODEL_NOT_FOUND, "No provider offers a model of that id." + hint)
        .withParam("model")
        .with("suggestions", nearest);
  }

  static Failure parameter(InvalidParameterException thrown) {
    return Failure.field(thrown.parameter(), thrown.getMessage());
  }
}
