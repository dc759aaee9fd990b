package ai.gatewayz.gateway.sse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A chunk that tells only the usage, in the form that official clients read. */
final class UsageChunk {

  private static final ObjectMapper JSON = new ObjectMapper();

  private UsageChunk() {}

  /**
   * As an event, with the empty list of choices that it lacks.
   *
   * @param chunk JSON that was read as a part of an answer before
   */
  static Bytes listed(Bytes chunk) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(chunk.array(), chunk.start(), chunk.length());
      root.putArray("choices");
      return Bytes.of(("data: " + root + "\n\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a chunk that was read before", e);
    }
  }
}
