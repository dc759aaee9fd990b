package ai.gatewayz.gateway.chattoresponses;

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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stream of chat completions, said as the events of a response. The last of them repeats all that
 * was put out, so that this is held, within the memory for answers.
 */
public final class ChatToResponseEvents implements EventForm {

  private static final byte[] NOTHING = {};

  /** Bytes for each character that is put out: as it is kept, and in the events of the end. */
  private static final long COPIES = 8;

  /** Bytes of an item, whatever it holds. */
  private static final int ITEM = 2_048;

  private final Asked asked;
  private final Events events = new Events();
  private final Map<Integer, ObjectNode> done = new TreeMap<>();
  private final Map<Integer, Item> calls = new LinkedHashMap<>();

  /** The text or thought that goes on; null for none. */
  private Item open;

  private final ChatTree chat = new ChatTree();

  private JsonNode first;
  private JsonNode finish = MissingNode.getInstance();
  private Usage usage;
  private long said;
  private long characters;
  private int items;
  private boolean ended;

  public ChatToResponseEvents(Asked asked) {
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
    start(chat.root());
    for (JsonNode choice : chat.root().path("choices")) {
      if (choice.path("index").asInt() == 0) {
        choice(choice);
      }
    }
  }

  private void start(JsonNode root) {
    if (first == null) {
      first = Envelope.head(root);
      events.response("response.created", Envelope.of("in_progress", first, asked));
      events.response("response.in_progress", Envelope.of("in_progress", first, asked));
    }
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    add(Item.Kind.REASONING, Said.thought(delta));
    add(Item.Kind.TEXT, Said.text(delta.path("content")));
    add(Item.Kind.REFUSAL, delta.path("refusal").asText(""));
    JsonNode called = delta.path("tool_calls");
    for (int i = 0; i < called.size(); i++) {
      call(called.get(i), called.get(i).path("index").asInt(i));
    }
    if (!choice.path("finish_reason").asText("").isEmpty()) {
      finish = ending(choice);
    }
  }

  private void add(Item.Kind kind, String piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (open == null || open.kind() != kind) {
      close();
      open = begun(kind, "", "");
    }
    characters += piece.length();
    open.add(piece, events);
  }

  /** Their pieces may come mixed: each goes on until the end. */
  private void call(JsonNode call, int at) {
    close();
    JsonNode function = call.path("function");
    Item item = calls.get(at);
    if (item == null) {
      String id = Said.name(call.path("id"));
      String name = Said.name(function.path("name"));
      item =
          begun(
              asked.custom().contains(name) ? Item.Kind.CUSTOM : Item.Kind.CALL,
              id.isEmpty() ? "call_" + at + "_" + first.path("id").asText("") : id,
              name);
      calls.put(at, item);
    }
    String arguments = Said.arguments(function);
    characters += arguments.length();
    item.add(arguments, events);
  }

  private Item begun(Item.Kind kind, String callId, String name) {
    Item item = new Item(kind, items++, first.path("id").asText(""), callId, name, asked);
    item.begin(events);
    return item;
  }

  private void close() {
    if (open != null) {
      end(open);
      open = null;
    }
  }

  private void end(Item item) {
    item.end(events);
    done.put(item.index(), item.done());
  }

  /** What is looked at in the end: no more is kept of the provider's. */
  private static JsonNode ending(JsonNode choice) {
    return Trees.ANSWERS
        .createObjectNode()
        .put("finish_reason", Said.name(choice.path("finish_reason")));
  }

  @Override
  public long held() {
    return COPIES * characters + ITEM * (long) items;
  }

  private void finished() {
    start(MissingNode.getInstance());
    close();
    calls.values().forEach(this::end);
    ObjectNode response = Envelope.of("completed", first, asked);
    Envelope.end(
        response, finish, output(), Envelope.usage(usage, asked, TokenMeter.ofAnswer(said)));
    events.response("response." + response.path("status").textValue(), response);
    ended = true;
  }

  private ArrayNode output() {
    return Trees.ANSWERS.createArrayNode().addAll(done.values());
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
    start(MissingNode.getInstance());
    ObjectNode response = Envelope.of("failed", first, asked);
    Envelope.fail(response, failure, requestId);
    response.set("output", output());
    events.response("response.failed", response);
    return events.take().copy();
  }
}
