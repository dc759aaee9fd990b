package ai.gatewayz.simulator.completion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The events of a stream as text, in a provider's manner. */
public final class Frames {

  private Frames() {}

  /**
   * One string per write.
   *
   * @param done whether {@code [DONE]} ends it
   * @param odd CRLF line ends and {@code event:} lines
   */
  public static List<String> of(
      String provider, List<ObjectNode> chunks, boolean done, boolean odd) {
    List<String> frames = new ArrayList<>();
    String end = odd ? "\r\n\r\n" : "\n\n";
    if (provider.equals("openrouter")) {
      frames.add(": OPENROUTER PROCESSING" + end);
    }
    for (ObjectNode chunk : chunks) {
      frames.add((odd ? "event: message\r\ndata:" : "data: ") + chunk + end);
    }
    if (done) {
      frames.add("data: [DONE]" + end);
    }
    return frames;
  }
}
