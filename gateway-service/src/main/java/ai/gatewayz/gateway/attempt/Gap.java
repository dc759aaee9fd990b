package ai.gatewayz.gateway.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * How long a stream may be still between two of its pieces.
 *
 * @param usual where an answer is written
 * @param thinking where a model thinks or writes a tool call, of which some send nothing before it
 *     is whole
 */
public record Gap(Duration usual, Duration thinking) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NO_ANSWER =
      List.of("tool_calls", "function_call", "reasoning_content", "reasoning");

  /**
   * The limit after an event. It is read only now, when the stream is still: a stream that goes on
   * pays nothing for it.
   *
   * @param event the data of the last one; null where there was none
   */
  Duration after(byte[] event) {
    return event != null && !usual.equals(thinking) && thinks(event) ? thinking : usual;
  }

  private static boolean thinks(byte[] event) {
    try {
      for (JsonNode choice : JSON.readTree(event).path("choices")) {
        JsonNode delta = choice.path("delta");
        if (NO_ANSWER.stream().anyMatch(member -> filled(delta.path(member)))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean filled(JsonNode member) {
    return member.isTextual() ? !member.textValue().isEmpty() : !member.isEmpty();
  }
}
