package ai.gatewayz.gateway.protocol;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.ChunkReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A chat completion, or an event of one, that is to be said in another protocol: read once, as a
 * tree, from which is also told what it says to the gateway.
 */
public final class ChatTree {

  private JsonNode root = MissingNode.getInstance();

  /** What an event says. */
  public Chunk event(Bytes data) {
    root = read(data);
    if (!root.isMissingNode()) {
      return ChunkReader.read(root, data);
    }
    Chunk chunk = ChunkReader.read(data.array(), data.start(), data.length());
    return chunk instanceof Chunk.Part ? new Chunk.Garbage() : chunk;
  }

  /** What a whole answer says. */
  public Chunk whole(Bytes data) {
    root = read(data);
    return root.isMissingNode()
        ? AnswerForm.CHAT.readWhole(data)
        : ChunkReader.readWhole(root, data);
  }

  /** What was read last; missing where it is no answer, or one that is too large for it. */
  public JsonNode root() {
    return root;
  }

  /** Something else, as the mark at the end of a stream, is none. */
  private static JsonNode read(Bytes data) {
    return data.startsWith('{') ? Trees.answer(data) : MissingNode.getInstance();
  }
}
