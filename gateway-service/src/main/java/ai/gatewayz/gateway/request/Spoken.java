package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.protocol.CallerProtocol;
import java.util.List;
import java.util.Map;

/**
 * What a caller sent who speaks another protocol than chat completions.
 *
 * @param caller how it is answered
 * @param asWritten the request as it came, for providers that speak its protocol
 * @param headers of the caller's that go along to these
 * @param dropped what a chat completion does not say of it; names of fields, for the caller to read
 * @param only the first field that keeps it from being asked as a chat completion; empty where
 *     nothing does
 * @param unsigned whether it holds a thought without a signature, as answers have that were
 *     translated: who signs thoughts refuses it
 */
public record Spoken(
    CallerProtocol caller,
    CompletionRequest asWritten,
    Map<String, String> headers,
    List<String> dropped,
    String only,
    boolean unsigned) {

  public Spoken {
    headers = Map.copyOf(headers);
    dropped = List.copyOf(dropped);
  }
}
