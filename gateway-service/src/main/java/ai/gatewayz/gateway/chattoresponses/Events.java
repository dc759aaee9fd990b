package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes typed events with their numbers, as they are taken by whoever asks next. */
final class Events {

  /** Characters of what stands around a piece, and of what is escaped in it. */
  private static final int ROOM = 240;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private int number;

  Events() {
    this(0);
  }

  /**
   * @param number of the first
   */
  Events(int number) {
    this.number = number;
  }

  /** All that was written since this was last asked for. */
  Bytes take() {
    if (out.size() == 0) {
      return Bytes.NONE;
    }
    Bytes taken = Bytes.of(out.toByteArray());
    out.reset();
    return taken;
  }

  /** Of the response as a whole. */
  void response(String type, ObjectNode response) {
    ObjectNode event = event(type);
    event.set("response", response);
    write(event);
  }

  void item(String type, int output, ObjectNode item) {
    ObjectNode event = event(type).put("output_index", output);
    event.set("item", item);
    write(event);
  }

  /** Of the only part of an item. */
  void part(String type, Item item, ObjectNode part) {
    ObjectNode event = at(type, item).put(item.partIndex(), 0);
    event.set("part", part);
    write(event);
  }

  /** A piece, or all, of a text. Nearly all events are such: they are written without a tree. */
  void text(String type, Item item, String member, String text) {
    StringBuilder event =
        new StringBuilder(ROOM + item.id().length() + text.length())
            .append("event: ")
            .append(type)
            .append("\ndata: {\"type\":\"")
            .append(type)
            .append("\",\"item_id\":\"");
    JsonStringEncoder.getInstance().quoteAsString(item.id(), event);
    event.append("\",\"output_index\":").append(item.index());
    if (!item.partIndex().isEmpty()) {
      event.append(",\"").append(item.partIndex()).append("\":0");
    }
    event.append(",\"").append(member).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(text, event);
    event.append('"');
    if (type.startsWith("response.output_text")) {
      event.append(",\"logprobs\":[]");
    }
    event.append(",\"sequence_number\":").append(number++).append("}\n\n");
    out.writeBytes(event.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode event(String type) {
    return Trees.ANSWERS.createObjectNode().put("type", type);
  }

  private static ObjectNode at(String type, Item item) {
    return event(type).put("item_id", item.id()).put("output_index", item.index());
  }

  private void write(ObjectNode event) {
    event.put("sequence_number", number++);
    JsonNode type = event.get("type");
    out.writeBytes(("event: " + type.textValue() + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(Trees.bytes(event));
    out.write('\n');
    out.write('\n');
  }
}
