package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.protocol.Halves;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One item of a streamed output, from its first piece to its last. */
final class Item {

  enum Kind {
    REASONING("summary_index"),
    TEXT("content_index"),
    REFUSAL("content_index"),
    CALL(""),
    CUSTOM("");

    private final String partIndex;

    Kind(String partIndex) {
      this.partIndex = partIndex;
    }
  }

  private final Kind kind;
  private final int index;
  private final String id;
  private final String itemId;
  private final String callId;
  private final String name;
  private final Asked asked;
  private final Halves halves = new Halves();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param answerId the provider's id of the answer
   * @param callId of a tool call; empty for what is none
   * @param name of the tool
   */
  Item(Kind kind, int index, String answerId, String callId, String name, Asked asked) {
    this.kind = kind;
    this.index = index;
    this.id = answerId + "_" + index;
    this.callId = callId;
    this.name = name;
    this.asked = asked;
    this.itemId = done().path("id").textValue();
  }

  Kind kind() {
    return kind;
  }

  int index() {
    return index;
  }

  String id() {
    return itemId;
  }

  /** The member that tells which part of an item is meant; empty for items without parts. */
  String partIndex() {
    return kind.partIndex;
  }

  void begin(Events events) {
    ObjectNode item = done();
    if (item.has("status")) {
      item.put("status", "in_progress");
    }
    switch (kind) {
      case REASONING -> {
        item.putArray("summary");
        item.remove("encrypted_content");
      }
      case TEXT, REFUSAL -> item.putArray("content");
      case CALL -> item.put("arguments", "");
      case CUSTOM -> item.put("input", "");
    }
    events.item("response.output_item.added", index, item);
    switch (kind) {
      case REASONING -> events.part("response.reasoning_summary_part.added", this, part());
      case TEXT, REFUSAL -> events.part("response.content_part.added", this, part());
      case CALL, CUSTOM -> {
        // They have no parts.
      }
    }
  }

  void add(String piece, Events events) {
    String whole = halves.whole(piece);
    text.append(whole);
    // What a text tool takes is within an object, and known when that is whole.
    if (!whole.isEmpty() && kind != Kind.CUSTOM) {
      events.text(event() + ".delta", this, "delta", whole);
    }
  }

  void end(Events events) {
    String rest = halves.rest();
    if (!rest.isEmpty()) {
      add(rest, events);
    }
    switch (kind) {
      case REASONING -> {
        events.text(event() + ".done", this, "text", text.toString());
        events.part("response.reasoning_summary_part.done", this, part());
      }
      case TEXT -> {
        events.text(event() + ".done", this, "text", text.toString());
        events.part("response.content_part.done", this, part());
      }
      case REFUSAL -> {
        events.text(event() + ".done", this, "refusal", text.toString());
        events.part("response.content_part.done", this, part());
      }
      case CALL -> events.text(event() + ".done", this, "arguments", text.toString());
      case CUSTOM -> {
        String input = Output.input(text.toString());
        events.text(event() + ".delta", this, "delta", input);
        events.text(event() + ".done", this, "input", input);
      }
    }
    events.item("response.output_item.done", index, done());
  }

  private String event() {
    return switch (kind) {
      case REASONING -> "response.reasoning_summary_text";
      case TEXT -> "response.output_text";
      case REFUSAL -> "response.refusal";
      case CALL -> "response.function_call_arguments";
      case CUSTOM -> "response.custom_tool_call_input";
    };
  }

  /** Its part, with what has come. */
  private ObjectNode part() {
    return switch (kind) {
      case REASONING -> Output.summary(text.toString());
      case TEXT -> Output.text(text.toString());
      case REFUSAL -> Output.refusal(text.toString());
      case CALL, CUSTOM -> Trees.ANSWERS.createObjectNode();
    };
  }

  /** All of it, with what has come. */
  ObjectNode done() {
    String said = text.toString();
    return switch (kind) {
      case REASONING -> Output.reasoning(id, said, asked);
      case TEXT -> Output.message(id, Output.text(said));
      case REFUSAL -> Output.message(id, Output.refusal(said));
      case CALL -> Output.call(id, callId, name, said);
      case CUSTOM -> Output.custom(id, callId, name, Output.input(said));
    };
  }
}
