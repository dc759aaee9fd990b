package ai.gatewayz.gateway.chattomessages;

import ai.gatewayz.gateway.protocol.Halves;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of a message as it is streamed: blocks one after the other, each closed before the
 * next begins. Of parallel tool calls whose pieces come mixed, the later ones wait until the one
 * that is open is whole.
 */
final class Blocks {

  /** Characters that may wait. */
  private static final int MOST_WAITING = 4 * 1024 * 1024;

  /** Bytes for each character that waits, and for each call. */
  private static final long COPIES = 8;

  private static final int CALL = 1_024;

  private enum Kind {
    NONE,
    THINKING,
    TEXT,
    TOOL
  }

  private final Events events;
  private final Map<Integer, Call> calls = new LinkedHashMap<>();
  private Kind open = Kind.NONE;
  private int index = -1;
  private final StringBuilder laterThought = new StringBuilder();
  private final StringBuilder laterText = new StringBuilder();
  private Halves halves = new Halves();
  private Call current;
  private int waiting;

  Blocks(Events events) {
    this.events = events;
  }

  /** A tool call; named once its block is to begin. */
  private static final class Call {
    private String id = "";
    private String name = "";
    private final StringBuilder waiting = new StringBuilder();
    private final Completeness completeness = new Completeness();
    private boolean written;
  }

  void thinking(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (callIsOpen()) {
      laterThought.append(piece);
      return;
    }
    begin(Kind.THINKING, "thinking", "thinking");
    delta("thinking_delta", "thinking", piece);
  }

  void text(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (callIsOpen()) {
      laterText.append(piece);
      return;
    }
    begin(Kind.TEXT, "text", "text");
    delta("text_delta", "text", piece);
  }

  /** Whether more of a tool call is to come, which could not be written behind another block. */
  private boolean callIsOpen() {
    return current != null && !current.completeness.complete();
  }

  private void begin(Kind kind, String type, String member) {
    if (open == kind) {
      return;
    }
    close();
    open = kind;
    ObjectNode block = Trees.ANSWERS.createObjectNode().put("type", type).put(member, "");
    if (kind == Kind.THINKING) {
      block.put("signature", "");
    }
    start(block);
  }

  /**
   * A piece of a tool call.
   *
   * @param at its place among the calls
   * @param id used once, where the call has none yet
   * @param name empty where it was told before
   */
  void tool(int at, String id, String name, String arguments) {
    Call call = calls.computeIfAbsent(at, any -> new Call());
    call.id = call.id.isEmpty() ? id : call.id;
    call.name = call.name.isEmpty() ? name : call.name;
    call.waiting.append(arguments);
    waiting += arguments.length();
    proceed(false);
  }

  /** Bytes of what waits, with what will be written of it. */
  long held() {
    return COPIES * (waiting + laterText.length() + laterThought.length())
        + CALL * (long) calls.size();
  }

  /** Whether a tool was called. */
  boolean called() {
    return !calls.isEmpty();
  }

  /**
   * @param last whether nothing more is to come
   */
  private void proceed(boolean last) {
    for (Call call : calls.values()) {
      if (call.written && call != current) {
        // Its block is closed: of an object that was whole nothing can follow but blanks.
        waiting -= call.waiting.length();
        call.waiting.setLength(0);
        continue;
      }
      if (call != current) {
        boolean mayClose =
            current == null || current.completeness.complete() || waiting > MOST_WAITING;
        if (!last && (!mayClose || call.name.isEmpty())) {
          return;
        }
        begin(call);
      }
      write(call);
    }
  }

  private void begin(Call call) {
    close();
    open = Kind.TOOL;
    current = call;
    call.written = true;
    ObjectNode block = Trees.ANSWERS.createObjectNode();
    block.put("type", "tool_use").put("id", call.id).put("name", call.name).putObject("input");
    start(block);
  }

  private void write(Call call) {
    String piece = call.waiting.toString();
    call.waiting.setLength(0);
    waiting -= piece.length();
    call.completeness.add(piece);
    if (!piece.isEmpty()) {
      delta("input_json_delta", "partial_json", piece);
    }
  }

  private void start(ObjectNode block) {
    index++;
    events.blockStart(index, block);
    if (index == 0) {
      events.ping();
    }
  }

  private void delta(String type, String member, String piece) {
    String whole = halves.whole(piece);
    if (!whole.isEmpty()) {
      events.delta(index, type, member, whole);
    }
  }

  /** Ends what is open and what waits. */
  void end() {
    proceed(true);
    close();
    thinking(laterThought.toString());
    text(laterText.toString());
    close();
  }

  private void close() {
    if (open == Kind.NONE) {
      return;
    }
    String rest = halves.rest();
    switch (open) {
      case THINKING -> {
        rest(rest, "thinking_delta", "thinking");
        events.delta(index, "signature_delta", "signature", "");
      }
      case TEXT -> rest(rest, "text_delta", "text");
      case TOOL -> rest(rest, "input_json_delta", "partial_json");
      case NONE -> {
        // nothing is open
      }
    }
    events.blockStop(index);
    open = Kind.NONE;
    current = null;
    halves = new Halves();
  }

  private void rest(String rest, String type, String member) {
    if (!rest.isEmpty()) {
      events.delta(index, type, member, rest);
    }
  }
}
