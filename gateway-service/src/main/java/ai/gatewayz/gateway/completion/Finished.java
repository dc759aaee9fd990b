package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.stream.Ending;
import java.util.List;

/** How a request went: an ending that the caller has, or the attempts after which there is none. */
sealed interface Finished {

  /**
   * @param failed the attempts before the one that was answered
   * @param usage null where the provider told none
   * @param written an estimate of the tokens that arrived
   */
  record Answered(
      Candidate candidate,
      Ending.Delivery delivery,
      int attempts,
      List<Tried> failed,
      Usage usage,
      long written)
      implements Finished {}

  /**
   * @param tried none where no provider had room for one more call
   */
  record Exhausted(List<Tried> tried) implements Finished {}

  /** There was an answer, and no room for it here. */
  record NoRoom() implements Finished {}
}
