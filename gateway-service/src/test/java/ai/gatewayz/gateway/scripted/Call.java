package ai.gatewayz.gateway.scripted;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call as it has arrived.
 *
 * @param at {@link System#nanoTime()} when its body was there
 * @param nth the how manieth call of its model, from 1
 * @param body of the request
 */
public record Call(long at, int nth, JsonNode body) {

  /** No caller of these tests asks for so little. */
  private static final int LEAST_TOKENS_OF_A_CALLER = 17;

  private static final int LONGEST_OWN_BODY = 400;

  public String model() {
    return body.path("model").asText();
  }

  public boolean streamed() {
    return body.path("stream").asBoolean();
  }

  /** The role of the last message; empty where there is none. */
  public String lastRole() {
    JsonNode messages = body.path("messages");
    return messages.path(messages.size() - 1).path("role").asText();
  }

  /** Whether it is the gateway's own question and no caller's. */
  public boolean own() {
    int most = body.path("max_tokens").asInt(LEAST_TOKENS_OF_A_CALLER);
    return most > 0
        && most < LEAST_TOKENS_OF_A_CALLER
        && body.path("messages").size() == 1
        && body.toString().length() < LONGEST_OWN_BODY;
  }
}
