package ai.gatewayz.providers.dialect;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The smallest thing that a caller could ask of a model, to find out whether it answers. Without a
 * temperature, which several models refuse. Images, sound and video are too dear to ask for.
 */
public final class SmallestQuestion {

  /**
   * The output budget: a short answer fits, so that it can be heard to its end, and several hosts
   * refuse less.
   */
  public static final int TOKENS = 16;

  /** As lists call it, and {@code Kind}. */
  private static final String VECTORS = "feature-extraction";

  private static final String WORDS = "Say OK";

  private SmallestQuestion() {}

  /**
   * What an offer may be asked, in that order, beginning with what its task is; empty where nothing
   * of it can be found out.
   */
  public static List<Operation> operations(Offer offer, ProbeRules rules) {
    return Arrays.stream(Operation.values())
        .filter(operation -> offer.can(operation.capability()))
        .filter(rules::answers)
        .sorted(Comparator.comparing(operation -> !isTask(offer, operation)))
        .toList();
  }

  private static boolean isTask(Offer offer, Operation operation) {
    return operation == Operation.EMBEDDINGS && VECTORS.equals(offer.task());
  }

  /**
   * Its body, still without a budget and without what else an offer wants.
   *
   * @param model what the provider is to be sent for it
   */
  public static ObjectNode of(Operation operation, String model) {
    ObjectNode body = EventJson.mapper().createObjectNode();
    body.put("model", model);
    switch (operation) {
      case CHAT ->
          body.putArray(operation.content()).addObject().put("role", "user").put("content", WORDS);
      case COMPLETIONS, EMBEDDINGS -> body.put(operation.content(), WORDS);
    }
    return body;
  }
}
