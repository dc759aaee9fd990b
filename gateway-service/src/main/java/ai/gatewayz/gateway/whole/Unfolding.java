package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole answer in the form of a stream: a chunk with all that the choices say, one with their
 * finish reasons, one with the usage where it is wanted, and the end. It takes as much memory as
 * the answer does, beside the answer.
 */
public final class Unfolding {

  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");
  private static final byte[] NULL = ascii("null");

  /** In every chunk; what else stands beside the choices comes once. */
  private static final List<String> EVERYWHERE = List.of("id", "created", "model");

  private static final Set<String> ELSEWHERE =
      Set.of("id", "created", "model", "choices", "usage", "object");

  private final Parts parts = new Parts();
  private final Segments events = new Segments();
  private final Map<String, Bytes> answer;
  private final boolean chat;

  private Unfolding(Bytes answer, boolean chat) throws GarbledException {
    this.answer = members(answer);
    this.chat = chat;
  }

  /**
   * @param answer JSON that was read as a whole answer before
   * @param chat whether it is an answer to a chat, not to a prompt alone
   * @param withUsage whether the caller wants a chunk with the usage
   */
  public static ByteBuf events(Bytes answer, boolean chat, boolean withUsage)
      throws GarbledException {
    return new Unfolding(answer, chat).events(withUsage);
  }

  private ByteBuf events(boolean withUsage) throws GarbledException {
    List<Map<String, Bytes>> choices = new ArrayList<>();
    for (Bytes choice : elements(answer.get("choices"))) {
      choices.add(members(choice));
    }
    JsonOutput first = begin();
    for (Map.Entry<String, Bytes> member : answer.entrySet()) {
      if (!ELSEWHERE.contains(member.getKey())) {
        first.name(member.getKey()).value(member.getValue());
      }
    }
    first.name("choices").open('[');
    for (int place = 0; place < choices.size(); place++) {
      said(choices.get(place), place, first);
    }
    end(first.close(']'));
    JsonOutput last = begin().name("choices").open('[');
    for (int place = 0; place < choices.size(); place++) {
      ending(choices.get(place), place, last);
    }
    end(last.close(']'));
    Bytes usage = answer.get("usage");
    if (withUsage && is('{', usage)) {
      end(begin().name("choices").open('[').close(']').name("usage").value(usage));
    }
    events.add(DONE);
    return events.bytes();
  }

  private JsonOutput begin() {
    events.add(DATA);
    JsonOutput chunk = new JsonOutput(events).open('{');
    for (String name : EVERYWHERE) {
      if (answer.containsKey(name)) {
        chunk.name(name).value(answer.get(name));
      }
    }
    return chunk.name("object").string(chat ? "chat.completion.chunk" : "text_completion");
  }

  private void end(JsonOutput chunk) {
    chunk.close('}');
    events.add(END);
  }

  private static int index(Map<String, Bytes> choice, int place) throws GarbledException {
    if (choice.get("index") instanceof Bytes bytes) {
      Reading index = new Reading(bytes);
      return index.isInt() ? index.integer() : place;
    }
    return place;
  }

  private void said(Map<String, Bytes> choice, int place, JsonOutput json) throws GarbledException {
    json.open('{').name("index").number(index(choice, place));
    for (Map.Entry<String, Bytes> member : choice.entrySet()) {
      switch (member.getKey()) {
        case "index", "finish_reason" -> {}
        case "message" -> delta(members(member.getValue()), json.name("delta"));
        default -> json.name(member.getKey()).value(member.getValue());
      }
    }
    json.name("finish_reason").value(NULL).close('}');
  }

  private void ending(Map<String, Bytes> choice, int place, JsonOutput json)
      throws GarbledException {
    json.open('{').name("index").number(index(choice, place));
    if (chat) {
      json.name("delta").open('{').close('}');
    } else {
      json.name("text").string("");
    }
    Bytes reason = choice.get("finish_reason");
    Bytes message = choice.get("message");
    boolean calls =
        message != null && !elements(members(message).get(JoinedList.TOOL_CALLS)).isEmpty();
    String theirs = reason == null ? "" : new Reading(reason).text();
    json.name("finish_reason").string(FinishReasons.of(theirs, calls)).close('}');
  }

  /** Clients put tool calls together by their index, which whole answers do not have. */
  private void delta(Map<String, Bytes> message, JsonOutput json) throws GarbledException {
    json.open('{').name("role");
    if (is('"', message.get("role"))) {
      json.value(message.get("role"));
    } else {
      json.string("assistant");
    }
    for (Map.Entry<String, Bytes> member : message.entrySet()) {
      if (member.getKey().equals(JoinedList.TOOL_CALLS) && is('[', member.getValue())) {
        calls(elements(member.getValue()), json.name(JoinedList.TOOL_CALLS));
      } else if (!member.getKey().equals("role")) {
        json.name(member.getKey()).value(member.getValue());
      }
    }
    json.close('}');
  }

  private void calls(List<Bytes> calls, JsonOutput json) throws GarbledException {
    json.open('[');
    for (int place = 0; place < calls.size(); place++) {
      Bytes call = calls.get(place);
      if (!is('{', call)) {
        json.value(call);
        continue;
      }
      json.open('{').name("index").number(place);
      for (Map.Entry<String, Bytes> member : members(call).entrySet()) {
        if (!member.getKey().equals("index")) {
          json.name(member.getKey()).value(member.getValue());
        }
      }
      json.close('}');
    }
    json.close(']');
  }

  private Map<String, Bytes> members(Bytes bytes) throws GarbledException {
    Map<String, Bytes> members = new LinkedHashMap<>();
    if (is('{', bytes)) {
      Reading object = new Reading(bytes);
      for (String name = object.member(); name != null; name = object.member()) {
        parts.one();
        members.put(name, object.value());
      }
    }
    return members;
  }

  private List<Bytes> elements(Bytes bytes) throws GarbledException {
    List<Bytes> elements = new ArrayList<>();
    if (is('[', bytes)) {
      Reading array = new Reading(bytes);
      while (array.element()) {
        parts.one();
        elements.add(array.value());
      }
    }
    return elements;
  }

  private static boolean is(char first, Bytes value) {
    return value != null && value.length() > 0 && value.array()[value.start()] == first;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
