package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.protocol.Losses;
import ai.gatewayz.gateway.request.Conversation;
import ai.gatewayz.gateway.request.Names;
import ai.gatewayz.gateway.request.Walk;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What routing needs of a request of Messages. What is only wrong is a provider's to refuse. */
public final class MessagesConversation implements Conversation {

  private static final Names MEMBERS =
      new Names("", "system", "container", "mcp_servers", "output_config", "output_format");
  private static final Names MESSAGE = new Names("messages[].", "role", "content");
  private static final Names FORMAT = new Names("output_format.", "type");
  private static final Names CONFIG = new Names("output_config.", "format");
  private static final Names TOOL = new Names("tools[].", "type");

  private final Losses losses = new Losses();
  private final BlockReader blocks = new BlockReader();
  private long seen;
  private boolean given;
  private boolean tools;
  private boolean structured;

  @Override
  public boolean member(String name, Walk walk) throws IOException {
    seen = MEMBERS.see(seen, name);
    switch (name) {
      case "messages" -> messages(walk);
      case "system" -> system(walk);
      case "tools" -> tools(walk);
      case "container", "mcp_servers" -> server(name, walk);
      case "output_config" -> config(walk);
      case "output_format" -> format(walk);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void messages(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_ARRAY) {
      throw Failure.field("messages", "The field messages must be an array.").exception();
    }
    int read = 0;
    while (walk.next() != JsonToken.END_ARRAY) {
      String place = "messages." + read++;
      if (walk.at() != JsonToken.START_OBJECT) {
        throw Failure.field(place, place + " must be an object.").exception();
      }
      message(walk, place);
    }
    given = read > 0;
  }

  private void message(Walk walk, String place) throws IOException {
    long members = 0;
    String role = "";
    BlockReader.Blocks content = BlockReader.Blocks.NONE;
    walk.countFrame();
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = MESSAGE.see(members, name);
      walk.next();
      switch (name) {
        case "role" -> {
          role = walk.word();
          walk.skip();
        }
        case "content" -> content = blocks.content(walk);
        default -> walk.skip();
      }
    }
    String odd = role.equals("assistant") ? content.notSaid() : content.notHeard();
    if (!odd.isEmpty()) {
      losses.matters(place + ".content." + odd);
    }
  }

  private void system(Walk walk) throws IOException {
    walk.countFrame();
    if (walk.at() == JsonToken.VALUE_STRING) {
      walk.countMember();
    } else {
      blocks.content(walk);
    }
  }

  private void tools(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_ARRAY) {
      walk.skip();
      return;
    }
    int read = 0;
    while (walk.next() != JsonToken.END_ARRAY) {
      String type = walk.at() == JsonToken.START_OBJECT ? tool(walk) : "";
      if (!type.isEmpty() && !type.equals("custom")) {
        losses.matters("tools." + read + ".type");
      }
      if (walk.at().isStructStart()) {
        walk.skip();
      }
      read++;
    }
    tools = read > 0;
  }

  /** Its type; the names and the texts in it are counted. */
  private static String tool(Walk walk) throws IOException {
    String type = "";
    long members = 0;
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = TOOL.see(members, name);
      walk.next();
      if (name.equals("type")) {
        type = walk.word();
        walk.skip();
      } else {
        walk.countValue();
      }
    }
    return type;
  }

  /** What runs at a provider. */
  private void server(String name, Walk walk) throws IOException {
    boolean some = walk.at() == JsonToken.VALUE_STRING;
    if (walk.at().isStructStart()) {
      some = !walk.next().isStructEnd();
      walk.toEnd();
    }
    if (some) {
      losses.matters(name);
    }
  }

  private void config(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.skip();
      return;
    }
    long members = 0;
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = CONFIG.see(members, name);
      walk.next();
      if (name.equals("format")) {
        format(walk);
      } else {
        walk.skip();
      }
    }
  }

  private void format(Walk walk) throws IOException {
    if (walk.at() != JsonToken.START_OBJECT) {
      walk.skip();
      return;
    }
    long members = 0;
    while (walk.next() == JsonToken.FIELD_NAME) {
      String name = walk.name();
      members = FORMAT.see(members, name);
      walk.next();
      structured |= name.equals("type") && walk.word().equals("json_schema");
      walk.skip();
    }
  }

  @Override
  public void end() {
    if (!given) {
      throw Failure.field("messages", "The field messages must contain at least one message.")
          .exception();
    }
  }

  @Override
  public int pictures() {
    return blocks.pictures();
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
    return blocks.unsigned();
  }
}
