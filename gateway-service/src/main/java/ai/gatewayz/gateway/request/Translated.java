package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.protocol.AnswerForm;
import java.util.List;
import java.util.function.Supplier;

/**
 * A request of another protocol, said as a chat completion.
 *
 * @param request the chat completion
 * @param dropped what it does not say; names of fields, for the caller to read
 * @param form how an answer is read and written for the caller; of one attempt each
 */
public record Translated(
    CompletionRequest request, List<String> dropped, Supplier<AnswerForm> form) {

  public Translated {
    dropped = List.copyOf(dropped);
  }
}
