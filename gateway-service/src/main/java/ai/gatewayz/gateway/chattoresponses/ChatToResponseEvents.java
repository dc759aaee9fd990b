package ai.gatewayz.gateway.chattoresponses;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Said;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.ChunkReader;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stream of chat completions, said as the events of a response. The last of them repeats all that
 * was put out, so that this is held, up to a limit.
 */
public final class ChatToResponseEvents implements EventForm {

  private static final byte[] NOTHING = {};
  private static final byte[] TOO_LONG =
      "{\"error\":{\"message\":\"The answer is too long to be repeated at its end.\"}}"
          .getBytes(StandardCharsets.US_ASCII);

  /** Bytes of what is put out. */
  private static final long MOST_HELD = 16L * 1024 * 1024;

  private final Asked asked;
  private final Events events = new Events();
  private final Map<Integer, ObjectNode> done = new TreeMap<>();
  private final Map<Integer, Item> calls = new LinkedHashMap<>();

  /** The text or thought that goes on; null for none. */
  private Item open;

  private JsonNode first;
  private JsonNode finish = MissingNode.getInstance();
  private Usage usage;
  private long said;
  private long held;
  private int items;
  private boolean ended;

  public ChatToResponseEvents(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Chunk read(Bytes data) {
    held += data.length();
    return held > MOST_HELD
        ? new Chunk.Error(TOO_LONG.clone())
        : ChunkReader.read(data.array(), data.start(), data.length());
  }

  @Override
  public Bytes write(Chunk chunk, Bytes data, Bytes event) {
    if (ended) {
      return Bytes.NONE;
    }
    switch (chunk) {
      case Chunk.Part part -> part(part, data);
      case Chunk.Done ignored -> finished();
      case Chunk.Nothing ignored -> {}
      case Chunk.Other ignored -> {}
      case Chunk.Vectors ignored -> {}
      case Chunk.Error ignored -> {}
      case Chunk.Garbage ignored -> {}
    }
    return events.take();
  }

  private void part(Chunk.Part part, Bytes data) {
    JsonNode root = tree(data);
    usage = part.usage() == null ? usage : part.usage();
    said += part.said();
    start(root);
    for (JsonNode choice : root.path("choices")) {
      if (choice.path("index").asInt() == 0) {
        choice(choice);
      }
    }
  }

  private static JsonNode tree(Bytes data) {
    try {
      return Trees.ANSWERS.readTree(data.array(), data.start(), data.length());
    } catch (IOException e) {
      throw new UncheckedIOException("a chunk that was read before", e);
    }
  }

  private void start(JsonNode root) {
    if (first == null) {
      first = root;
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
      finish = choice;
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
    open.add(piece, events);
  }

  /** Their pieces may come mixed: each goes on until the end. */
  private void call(JsonNode call, int at) {
    close();
    JsonNode function = call.path("function");
    Item item = calls.get(at);
    if (item == null) {
      String id = call.path("id").asText("");
      String name = function.path("name").asText("");
      item =
          begun(
              asked.custom().contains(name) ? Item.Kind.CUSTOM : Item.Kind.CALL,
              id.isEmpty() ? "call_" + at + "_" + first.path("id").asText("") : id,
              name);
      calls.put(at, item);
    }
    item.add(Said.arguments(function), events);
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
    response
        .putObject("error")
        .put("code", failure.code())
        .put("message", failure.message())
        .put("request_id", requestId);
    response.set("output", output());
    events.response("response.failed", response);
    return events.take().copy();
  }
}
