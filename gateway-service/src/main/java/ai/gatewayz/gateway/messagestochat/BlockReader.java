package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.request.Names;
import ai.gatewayz.gateway.request.Walk;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the blocks of contents: which of them a chat completion has, and how much they say. */
final class BlockReader {

  private static final Names BLOCK =
      new Names(
          "messages[].content[].", "type", "text", "source", "content", "thinking", "signature");
  private static final Names SOURCE =
      new Names("messages[].content[].source.", "type", "url", "data", "content", "media_type");

  private int pictures;
  private boolean unsigned;

  /**
   * Blocks in a row; places are written behind the one of the content.
   *
   * @param texts whether all of them are plain text
   * @param notHeard the first that no user's message of a chat completion has; empty for none
   * @param notSaid the first that no assistant's has
   */
  record Blocks(boolean texts, String notHeard, String notSaid) {

    static final Blocks NONE = new Blocks(true, "", "");
    private static final Blocks OTHER = new Blocks(false, "", "");
  }

  /**
   * One of them.
   *
   * @param part whether a user's message has it as a part, or a tool's result
   * @param within the first within a tool's result that is no part; empty for none
   */
  private record Block(String type, boolean part, String within) {

    String notHeard(int index) {
      if (type.equals("tool_result")) {
        return within.isEmpty() ? "" : index + ".content." + within;
      }
      return part ? "" : Integer.toString(index);
    }

    String notSaid(int index) {
      return switch (type) {
        case "text", "thinking", "redacted_thinking", "tool_use" -> "";
        default -> Integer.toString(index);
      };
    }
  }

  private enum Source {
    NONE,
    /** a text, or blocks of text */
    TEXT,
    /** an address, or data */
    GIVEN
  }

  /** How many of them are pictures. */
  int pictures() {
    return pictures;
  }

  /** Whether a thought among them has no signature. */
  boolean unsigned() {
    return unsigned;
  }

  /** A text or blocks. */
  Blocks content(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_ARRAY) {
      walk.count();
      walk.skip();
      return walk.at().isStructEnd() ? Blocks.OTHER : Blocks.NONE;
    }
    boolean texts = true;
    String notHeard = "";
    String notSaid = "";
    for (int index = 0; walk.next() != JsonToken.END_ARRAY; index++) {
      Block block = block(walk);
      texts &= block.type.equals("text");
      notHeard = notHeard.isEmpty() ? block.notHeard(index) : notHeard;
      notSaid = notSaid.isEmpty() ? block.notSaid(index) : notSaid;
    }
    return new Blocks(texts, notHeard, notSaid);
  }

  private Block block(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.skip();
      return new Block("", false, "");
    }
    String type = "";
    Source source = Source.NONE;
    Blocks content = Blocks.NONE;
    boolean signed = false;
    long members = 0;
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = BLOCK.see(members, name);
      walk.next();
      switch (name) {
        case "type" -> {
          type = walk.word();
          walk.skip();
        }
        case "text", "thinking", "title", "context", "name" -> {
          walk.count();
          walk.skip();
        }
        case "signature" -> {
          signed = walk.filled();
          walk.skip();
        }
        case "source" -> source = source(walk);
        case "content" -> content = content(walk);
        case "input" -> walk.countValue();
        default -> walk.skip();
      }
    }
    boolean part =
        switch (type) {
          case "text" -> true;
          case "image" -> source == Source.GIVEN;
          case "document" -> source == Source.TEXT;
          case "search_result" -> content.texts();
          default -> false;
        };
    unsigned |= type.equals("thinking") && !signed;
    if (type.equals("image") || type.equals("document") && !part) {
      pictures += type.equals("image") && part ? 1 : 0;
      walk.countMedium();
    }
    return new Block(type, part, content.notHeard());
  }

  private Source source(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.count();
      walk.skip();
      return Source.NONE;
    }
    String type = "";
    boolean address = false;
    boolean texts = true;
    long members = 0;
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = SOURCE.see(members, name);
      walk.next();
      switch (name) {
        case "type" -> {
          type = walk.word();
          walk.skip();
        }
        case "url" -> {
          address = walk.filled();
          walk.skip();
        }
        case "data" -> {
          if (type.equals("text")) {
            walk.count();
          }
          walk.skip();
        }
        case "content" -> texts = content(walk).texts();
        default -> walk.skip();
      }
    }
    return switch (type) {
      case "url" -> address ? Source.GIVEN : Source.NONE;
      case "base64" -> Source.GIVEN;
      case "text" -> Source.TEXT;
      case "content" -> texts ? Source.TEXT : Source.NONE;
      default -> Source.NONE;
    };
  }
}
