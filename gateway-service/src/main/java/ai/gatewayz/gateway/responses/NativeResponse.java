package ai.gatewayz.gateway.responses;

import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.UsageReader;
import ai.gatewayz.gateway.tokens.TokenMeter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a response as a provider wrote it, which the caller gets as it is. */
final class NativeResponse {

  private NativeResponse() {}

  /** What a whole answer says. */
  static Chunk read(Bytes body) {
    JsonNode response = Trees.answer(body);
    if (response.isMissingNode()) {
      return new Chunk.Garbage();
    }
    if (failed(response)) {
      return error(response);
    }
    if (!response.path("object").asText().equals("response")
        || !response.path("output").isArray()) {
      return new Chunk.Other();
    }
    TokenMeter meter = new TokenMeter();
    boolean speaks = false;
    boolean thinks = false;
    for (JsonNode item : response.path("output")) {
      speaks |= said(item, meter);
      thinks |= !item.path("type").asText().equals("message");
    }
    boolean ends = ends(response);
    return Chunk.Part.of(
        speaks, ends, ends, thinks, meter.quarters(), UsageReader.of(response.path("usage")));
  }

  /** Whether it has come to its end, be it cut off by a limit. */
  private static boolean ends(JsonNode response) {
    return switch (response.path("status").asText()) {
      case "completed", "incomplete" -> true;
      default -> false;
    };
  }

  private static boolean failed(JsonNode response) {
    return response.path("error").isObject() || response.path("status").asText().equals("failed");
  }

  /** Of a response, or of an event that tells an error in either of the ways in use. */
  static Chunk.Error error(JsonNode told) {
    ObjectNode envelope = Trees.ANSWERS.createObjectNode();
    envelope.set("error", told.path("error").isObject() ? told.get("error") : told);
    return new Chunk.Error(Trees.bytes(envelope));
  }

  /**
   * Counts what an item holds for the reader.
   *
   * @return whether there is something
   */
  static boolean said(JsonNode item, TokenMeter meter) {
    boolean some = false;
    for (String member : new String[] {"name", "arguments", "input", "text", "refusal"}) {
      some |= add(item.path(member), meter);
    }
    for (String parts : new String[] {"content", "summary"}) {
      for (JsonNode part : item.path(parts)) {
        some |= add(part.path("text"), meter);
        some |= add(part.path("refusal"), meter);
      }
    }
    return some;
  }

  static boolean add(JsonNode text, TokenMeter meter) {
    String said = text.asText("");
    meter.add(said.toCharArray(), 0, said.length());
    return !said.isEmpty();
  }
}
