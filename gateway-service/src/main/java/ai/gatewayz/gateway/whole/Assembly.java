package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the chunks of a stream together to the answer that would have come without streaming. Texts
 * are joined, tool calls and choices by their index; for anything else the last word counts. The
 * time that it takes grows as the answer does; the memory is about twice the answer's bytes, for
 * what is gathered and for what is made of it.
 */
public final class Assembly {

  /** How many bytes each byte of a chunk may take, to the end. */
  public static final int FACTOR = 2;

  private final boolean chat;
  private final Parts parts = new Parts();
  private final Joined answer = new Joined(parts);
  private final Map<Integer, Joined> choices = new TreeMap<>();

  /**
   * @param chat whether it is an answer to a chat, not to a prompt alone
   */
  public Assembly(boolean chat) {
    this.chat = chat;
  }

  /**
   * @param chunk the data of an event that was read as a part of an answer before
   */
  public void add(Bytes chunk) throws GarbledException {
    Reading members = new Reading(chunk);
    for (String name = members.member(); name != null; name = members.member()) {
      if (name.equals("choices") && members.isArray()) {
        while (members.element()) {
          choice(members.value());
        }
      } else if (name.equals("choices")
          || members.isNull()
          || isEmptyText(members) && answer.has(name)) {
        members.skip();
      } else {
        // Beside the choices everything is repeated as a whole.
        answer.put(name, members);
      }
    }
  }

  private static boolean isEmptyText(Reading value) throws GarbledException {
    return value.isText() && value.text().isEmpty();
  }

  private void choice(Bytes bytes) throws GarbledException {
    Integer index = Element.of(bytes).index();
    int place = index == null ? 0 : index;
    Joined choice = choices.get(place);
    if (choice == null) {
      parts.one();
      choice = new Joined(parts);
      choices.put(place, choice);
    }
    Reading part = new Reading(bytes);
    for (String name = part.member(); name != null; name = part.member()) {
      switch (name) {
        case "index" -> part.skip();
        case "delta", "message" -> message(choice, part);
        default -> choice.add(name, part);
      }
    }
  }

  private static void message(Joined choice, Reading part) throws GarbledException {
    if (part.isObject()) {
      choice.joined("message").addAll(part);
    } else {
      choice.add("message", part);
    }
  }

  /** The answer as JSON. To be called once. */
  public ByteBuf whole() throws GarbledException {
    answer.put("object", chat ? "chat.completion" : "text_completion");
    for (Joined choice : choices.values()) {
      complete(choice);
    }
    Segments bytes = new Segments();
    JsonOutput json = new JsonOutput(bytes).open('{');
    answer.writeMembers(json);
    json.name("choices").open('[');
    choices.forEach(
        (index, choice) -> {
          json.open('{').name("index").number(index);
          choice.writeMembers(json);
          json.close('}');
        });
    json.close(']').close('}');
    return bytes.bytes();
  }

  /** What official clients rely on and some providers leave out. */
  private static void complete(Joined choice) throws GarbledException {
    Joined message = choice.object("message");
    JoinedList calls = message == null ? null : message.list(JoinedList.TOOL_CALLS);
    if (message != null) {
      message.defaultTo("role", "assistant");
    }
    if (calls != null) {
      for (Joined call : calls.joined()) {
        completeCall(call);
      }
    }
    choice.put(
        "finish_reason",
        FinishReasons.of(choice.text("finish_reason"), calls != null && !calls.isEmpty()));
  }

  private static void completeCall(Joined call) throws GarbledException {
    call.remove("index");
    if (call.isObject("function")) {
      call.defaultTo("type", "function");
    }
  }
}
