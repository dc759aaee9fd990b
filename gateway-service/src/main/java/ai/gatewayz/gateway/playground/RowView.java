package ai.gatewayz.gateway.playground;

import ai.gatewayz.gateway.models.Listed;
import ai.gatewayz.gateway.models.ModelSummary;
import java.util.List;

/** A model in a line. */
public record RowView(
    String id,
    String href,
    String name,
    String taskText,
    String state,
    String stateText,
    List<String> providers,
    String context,
    String inputPrice,
    String outputPrice) {

  static RowView of(ModelSummary model) {
    Listed state = model.availability();
    return new RowView(
        model.id(),
        ModelLink.to(model.id()).href(),
        model.name(),
        Wording.words(model.task()),
        state.text(),
        Wording.state(state),
        model.offers().stream().map(view -> view.offer().provider()).distinct().toList(),
        Wording.count(model.contextTokens()),
        Wording.inputPrice(model.price()),
        Wording.outputPrice(model.price()));
  }
}
