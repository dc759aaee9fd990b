package ai.gatewayz.gateway.responsestochat;

import ai.gatewayz.gateway.request.Names;
import ai.gatewayz.gateway.request.Walk;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the items of an input: how much they say, and whether they are such as are served. */
final class ItemReader {

  private static final Names ITEM =
      new Names(
          "input[].",
          "type",
          "role",
          "content",
          "summary",
          "arguments",
          "input",
          "output",
          "encrypted_content");
  private static final Names PART =
      new Names("input[].content[].", "type", "text", "refusal", "image_url");

  private int pictures;
  private boolean unsigned;

  int pictures() {
    return pictures;
  }

  /** Whether a thought in it was not encrypted by a provider: who encrypts them refuses it. */
  boolean unsigned() {
    return unsigned;
  }

  void item(Walk walk, String place) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      throw Refused.field(place, place + " must be an object.");
    }
    String type = "message";
    boolean encrypted = false;
    long members = 0;
    walk.countFrame();
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = ITEM.see(members, name);
      walk.next();
      switch (name) {
        case "type" -> {
          type = walk.at() == JsonToken.VALUE_NULL ? type : walk.word();
          walk.skip();
        }
        case "content", "summary", "output" -> parts(walk, place);
        case "arguments", "input", "name" -> {
          walk.count();
          walk.skip();
        }
        case "encrypted_content" -> {
          encrypted = walk.filled() && !walk.begins(Carried.MARK);
          walk.skip();
        }
        default -> walk.skip();
      }
    }
    switch (type) {
      case "message",
          "function_call",
          "custom_tool_call",
          "function_call_output",
          "custom_tool_call_output" -> {
        // Both have them.
      }
      case "reasoning" -> unsigned |= !encrypted;
      case "item_reference" -> throw Refused.stored(place);
      default -> throw Refused.item(place, type);
    }
  }

  private void parts(Walk walk, String place) throws IOException {
    if (walk.at() != JsonToken.START_ARRAY) {
      walk.count();
      walk.skip();
      return;
    }
    while (walk.next() != JsonToken.END_ARRAY) {
      if (walk.at() == JsonToken.START_OBJECT) {
        part(walk, place);
      } else {
        walk.skip();
      }
    }
  }

  private void part(Walk walk, String place) throws IOException {
    String type = "";
    long members = 0;
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = PART.see(members, name);
      walk.next();
      switch (name) {
        case "type" -> type = walk.word();
        case "text", "refusal" -> walk.count();
        default -> {
          // An address, or data.
        }
      }
      walk.skip();
    }
    switch (type) {
      case "input_text", "output_text", "text", "refusal", "summary_text", "reasoning_text" -> {
        // They are counted.
      }
      case "input_image" -> {
        pictures++;
        walk.countMedium();
      }
      default -> throw Refused.part(place, type);
    }
  }
}
