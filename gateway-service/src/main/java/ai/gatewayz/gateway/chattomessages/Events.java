package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the events of Messages, as they are taken by whoever asks next. */
final class Events {

  private static final String DELTA =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":";

  /** Characters of what stands around a piece, and of what is escaped in it. */
  private static final int ROOM = 80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  /** All that was written since this was last asked for. */
  Bytes take() {
    if (out.size() == 0) {
      return Bytes.NONE;
    }
    Bytes taken = Bytes.of(out.toByteArray());
    out.reset();
    return taken;
  }

  void start(ObjectNode message) {
    ObjectNode event = event("message_start");
    event.set("message", message);
    write(event);
  }

  void ping() {
    write(event("ping"));
  }

  void blockStart(int index, ObjectNode block) {
    ObjectNode event = event("content_block_start").put("index", index);
    event.set("content_block", block);
    write(event);
  }

  /** Nearly all events are such: they are written without a tree. */
  void delta(int index, String type, String member, String piece) {
    StringBuilder event =
        new StringBuilder(DELTA.length() + ROOM + piece.length())
            .append(DELTA)
            .append(index)
            .append(",\"delta\":{\"type\":\"")
            .append(type)
            .append("\",\"")
            .append(member)
            .append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(piece, event);
    out.writeBytes(event.append("\"}}\n\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  void blockStop(int index) {
    write(event("content_block_stop").put("index", index));
  }

  void stop(Stop stop, ObjectNode usage) {
    ObjectNode event = event("message_delta");
    stop.to(event.putObject("delta"));
    event.set("usage", usage);
    write(event);
    write(event("message_stop"));
  }

  private static ObjectNode event(String type) {
    return Trees.ANSWERS.createObjectNode().put("type", type);
  }

  private void write(ObjectNode event) {
    out.writeBytes(
        ("event: " + event.get("type").textValue() + "\ndata: ")
            .getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(Trees.bytes(event));
    out.write('\n');
    out.write('\n');
  }
}
