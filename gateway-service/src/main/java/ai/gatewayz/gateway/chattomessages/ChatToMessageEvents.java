package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.error.ErrorForm;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.ChatTree;
import ai.gatewayz.gateway.protocol.Said;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A stream of chat completions, said as the events of a message. */
public final class ChatToMessageEvents implements EventForm {

  private static final byte[] NOTHING = {};

  private final Asked asked;
  private final Events events = new Events();
  private final Blocks blocks = new Blocks(events);

  private final ChatTree chat = new ChatTree();

  private JsonNode finish = MissingNode.getInstance();
  private String messageId;
  private Usage usage;
  private long said;
  private boolean refused;
  private boolean ended;

  public ChatToMessageEvents(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Chunk read(Bytes data) {
    return chat.event(data);
  }

  @Override
  public Bytes write(Chunk chunk, Bytes data, Bytes event) {
    if (ended) {
      return Bytes.NONE;
    }
    switch (chunk) {
      case Chunk.Part part -> part(part);
      case Chunk.Done ignored -> finished();
      case Chunk.Nothing ignored -> {}
      case Chunk.Other ignored -> {}
      case Chunk.Vectors ignored -> {}
      case Chunk.Error ignored -> {}
      case Chunk.Garbage ignored -> {}
    }
    return events.take();
  }

  private void part(Chunk.Part part) {
    usage = part.usage() == null ? usage : part.usage();
    said += part.said();
    if (messageId == null) {
      start(chat.root());
    }
    for (JsonNode choice : chat.root().path("choices")) {
      if (choice.path("index").asInt() == 0) {
        choice(choice);
      }
    }
  }

  private void start(JsonNode root) {
    messageId = Names.messageId(root);
    ObjectNode message = Trees.ANSWERS.createObjectNode();
    message
        .put("id", messageId)
        .put("type", "message")
        .put("role", "assistant")
        .put("model", Names.model(root, asked))
        .putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", Tokens.of(usage, asked.promptTokens(), 0));
    events.start(message);
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    blocks.thinking(Said.thought(delta));
    blocks.text(Said.text(delta.path("content")));
    String refusal = delta.path("refusal").asText("");
    refused |= !refusal.isEmpty();
    blocks.text(refusal);
    JsonNode calls = delta.path("tool_calls");
    for (int i = 0; i < calls.size(); i++) {
      JsonNode call = calls.get(i);
      int at = call.path("index").asInt(i);
      JsonNode function = call.path("function");
      blocks.tool(
          at,
          Names.callId(call, messageId, at),
          Said.name(function.path("name")),
          Said.arguments(function));
    }
    if (!choice.path("finish_reason").asText("").isEmpty()) {
      finish = ending(choice);
    }
  }

  /** What is looked at in the end: no more is kept of the provider's. */
  private static JsonNode ending(JsonNode choice) {
    ObjectNode ending = Trees.ANSWERS.createObjectNode();
    for (String name : new String[] {"finish_reason", "stop_reason", "matched_stop"}) {
      ending.put(name, Said.name(choice.path(name)));
    }
    return ending;
  }

  private void finished() {
    if (messageId == null) {
      start(MissingNode.getInstance());
    }
    blocks.end();
    events.stop(
        Stop.of(finish, blocks.called(), refused, asked),
        Tokens.of(usage, asked.promptTokens(), TokenMeter.ofAnswer(said)));
    ended = true;
  }

  @Override
  public long held() {
    return blocks.held();
  }

  @Override
  public byte[] end() {
    if (ended) {
      return NOTHING;
    }
    finished();
    return events.take().copy();
  }

  @Override
  public byte[] error(Failure failure, String requestId) {
    ended = true;
    return ErrorForm.ANTHROPIC.event(failure, requestId);
  }
}
