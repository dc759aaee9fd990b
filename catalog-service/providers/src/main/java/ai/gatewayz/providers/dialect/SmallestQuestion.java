package ai.gatewayz.providers.dialect;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

  /**
   * What can be asked for little. A picture costs more than all questions of a day, speech needs
   * the name of a voice, which each model has its own of, and a transcription needs something said.
   */
  private static final Set<Operation> ASKED =
      Set.copyOf(
          EnumSet.of(
              Operation.CHAT, Operation.COMPLETIONS, Operation.EMBEDDINGS, Operation.RERANK));

  private static final String WORDS = "Say OK";

  private SmallestQuestion() {}

  /** Whether there is one: what has none is known by its traffic alone. */
  public static boolean exists(Operation operation) {
    return ASKED.contains(operation);
  }

  /** Whether an offer is listed to do something that is not asked for. */
  public static boolean leavesOpen(Offer offer) {
    return Arrays.stream(Operation.values())
        .anyMatch(operation -> !exists(operation) && offer.can(operation.capability()));
  }

  /**
   * What an offer may be asked, in that order, beginning with what its task is; empty where nothing
   * of it can be found out.
   */
  public static List<Operation> operations(Offer offer, ProbeRules rules) {
    return Arrays.stream(Operation.values())
        .filter(SmallestQuestion::exists)
        .filter(operation -> offer.can(operation.capability()))
        .filter(rules::answers)
        .sorted(Comparator.comparing(operation -> !operation.task().equals(offer.task())))
        .toList();
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
      case RERANK -> body.put("query", WORDS).putArray(operation.content()).add(WORDS);
      case IMAGES, SPEECH, TRANSCRIPTIONS ->
          throw new IllegalArgumentException(operation + " has no small question");
    }
    return body;
  }
}
