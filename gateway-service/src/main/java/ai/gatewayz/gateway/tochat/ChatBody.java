package ai.gatewayz.gateway.tochat;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.request.Span;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat completion's body.
 *
 * @param json the body
 * @param thoughts members of it with their commas that only models take which think
 */
public record ChatBody(byte[] json, List<Span> thoughts) {

  private static final byte[] MESSAGES = ascii("\"messages\":[");
  private static final byte[] END = ascii("]}");

  /** Bytes of what stands around the messages, as they usually are. */
  private static final int USUAL = 256;

  /**
   * @param effort how much the model is to think; empty where nothing is said
   * @param fields all members but the messages
   * @param first messages with commas between them that come before the others; may be empty
   * @param rest the others
   * @param restsThoughts where thoughts stand in these
   */
  public static ChatBody of(
      String effort, ObjectNode fields, byte[] first, byte[] rest, List<Span> restsThoughts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + rest.length + USUAL);
    List<Span> thoughts = new ArrayList<>();
    out.write('{');
    if (!effort.isEmpty()) {
      out.writeBytes(ascii("\"reasoning_effort\":\"" + effort + "\","));
      thoughts.add(new Span(1, out.size()));
    }
    byte[] members = Trees.bytes(fields);
    if (members.length > 2) {
      out.write(members, 1, members.length - 2);
      out.write(',');
    }
    out.writeBytes(MESSAGES);
    out.writeBytes(first);
    if (first.length > 0 && rest.length > 0) {
      out.write(',');
    }
    int at = out.size();
    restsThoughts.forEach(span -> thoughts.add(new Span(at + span.start(), at + span.end())));
    out.writeBytes(rest);
    out.writeBytes(END);
    return new ChatBody(out.toByteArray(), thoughts);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
