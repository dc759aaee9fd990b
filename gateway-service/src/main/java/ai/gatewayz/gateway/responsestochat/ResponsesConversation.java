package ai.gatewayz.gateway.responsestochat;

import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.request.Conversation;
import ai.gatewayz.gateway.request.Names;
import ai.gatewayz.gateway.request.Walk;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What routing needs of a request of Responses. Refused is what needs something to be kept or a
 * tool to be run, which no provider is asked for; what is only wrong is a provider's to refuse.
 */
public final class ResponsesConversation implements Conversation {

  private static final Names MEMBERS =
      new Names(
          "",
          "input",
          "instructions",
          "text",
          "tool_choice",
          "previous_response_id",
          "conversation",
          "prompt",
          "background",
          "store");
  private static final Names TOOL = new Names("tools[].", "type", "format");
  private static final Names TYPED = new Names("", "type");

  private final Losses losses = new Losses();
  private final ItemReader items = new ItemReader();
  private long seen;
  private boolean given;
  private boolean tools;
  private boolean structured;

  @Override
  public boolean member(String name, Walk walk) throws IOException {
    seen = MEMBERS.see(seen, name);
    switch (name) {
      case "input" -> input(walk);
      case "instructions" -> {
        walk.countFrame();
        walk.countMember();
      }
      case "tools" -> tools(walk);
      case "tool_choice" -> choice(walk);
      case "text" -> text(walk);
      case "previous_response_id", "conversation", "prompt" -> {
        if (walk.at() != JsonToken.VALUE_NULL) {
          throw Refused.stored(name);
        }
      }
      case "background" -> {
        if (walk.at() == JsonToken.VALUE_TRUE) {
          throw Refused.background();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void input(Walk walk) throws IOException {
    switch (walk.at()) {
      case VALUE_STRING -> {
        given = true;
        walk.countFrame();
        walk.countMember();
      }
      case START_ARRAY -> {
        for (int index = 0; walk.next() != JsonToken.END_ARRAY; index++) {
          given = true;
          items.item(walk, "input[" + index + "]");
        }
      }
      case VALUE_NULL -> {
        // As good as missing.
      }
      default -> throw Refused.input();
    }
  }

  private void tools(Walk walk) throws IOException {
    if (walk.at() == JsonToken.VALUE_NULL) {
      return;
    }
    if (walk.at() != JsonToken.START_ARRAY) {
      throw Refused.field("tools", "tools must be an array.");
    }
    for (int index = 0; walk.next() != JsonToken.END_ARRAY; index++) {
      tools = true;
      tool(walk, "tools[" + index + "]");
    }
  }

  private void tool(Walk walk, String place) throws IOException {
    String type = "";
    String format = "";
    long members = 0;
    if (walk.at() != JsonToken.START_OBJECT) {
      throw Refused.hosted(place, type);
    }
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = TOOL.see(members, name);
      walk.next();
      switch (name) {
        case "type" -> {
          type = walk.word();
          walk.skip();
        }
        case "format" -> format = type(walk);
        default -> walk.countValue();
      }
    }
    switch (type) {
      case "function" -> {
        // Both have them.
      }
      case "custom" -> {
        if (format.equals("grammar")) {
          losses.matters(place + ".format");
        }
      }
      default -> throw Refused.hosted(place, type);
    }
  }

  private static void choice(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.skip();
      return;
    }
    String type = type(walk);
    switch (type) {
      case "function", "custom", "allowed_tools" -> {
        // Both have them.
      }
      default -> throw Refused.hosted("tool_choice", type);
    }
  }

  private void text(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.skip();
      return;
    }
    while (walk.next() == JsonToken.FIELD_NAME) {
      boolean format = walk.name().equals("format");
      walk.next();
      if (format) {
        structured = type(walk).equals("json_schema");
      } else {
        walk.skip();
      }
    }
  }

  /** That of the object at hand; empty where there is none. */
  private static String type(Walk walk) throws IOException {
    String type = "";
    long members = 0;
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.skip();
      return type;
    }
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = TYPED.see(members, name);
      walk.next();
      type = name.equals("type") ? walk.word() : type;
      walk.skip();
    }
    return type;
  }

  @Override
  public void end() {
    if (!given) {
      throw Refused.noInput();
    }
  }

  @Override
  public int pictures() {
    return items.pictures();
  }

  @Override
  public boolean tools() {
    return tools;
  }

  @Override
  public boolean structured() {
    return structured;
  }

  @Override
  public String only() {
    return losses.only();
  }

  @Override
  public boolean unsigned() {
    return items.unsigned();
  }
}
