package ai.gatewayz.providers.listing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Collects the tokens of one JSON value into a tree, up to a size and depth. Decimals stay exact.
 */
final class NodeBuilder {

  // What is to be used in its place is a setting of a mapper, and there is none here.
  @SuppressWarnings("deprecation")
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private static final int MAX_DEPTH = 64;

  private final int maxSize;
  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private final Deque<String> fields = new ArrayDeque<>();
  private JsonNode root;
  private int depth;
  private int size;

  NodeBuilder(int maxSize) {
    this.maxSize = maxSize;
  }

  /** Takes the parser's current token; true when it completes the value. */
  boolean add(JsonParser parser, JsonToken token) throws IOException {
    count(parser, token);
    return switch (token) {
      case START_OBJECT -> start(NODES.objectNode());
      case START_ARRAY -> start(NODES.arrayNode());
      case END_OBJECT, END_ARRAY -> end();
      case FIELD_NAME -> field(parser.currentName());
      case VALUE_STRING -> value(NODES.textNode(parser.getText()));
      case VALUE_NUMBER_INT -> value(NODES.numberNode(parser.getBigIntegerValue()));
      case VALUE_NUMBER_FLOAT -> value(number(parser));
      case VALUE_TRUE -> value(NODES.booleanNode(true));
      case VALUE_FALSE -> value(NODES.booleanNode(false));
      case VALUE_NULL, VALUE_EMBEDDED_OBJECT -> value(NODES.nullNode());
      case NOT_AVAILABLE -> false;
    };
  }

  /** The finished value, or a missing node where it was too large; makes room for the next. */
  JsonNode take() {
    JsonNode taken = tooLarge() ? MissingNode.getInstance() : root;
    root = null;
    size = 0;
    open.clear();
    fields.clear();
    return taken;
  }

  private boolean tooLarge() {
    return size > maxSize;
  }

  private void count(JsonParser parser, JsonToken token) throws IOException {
    boolean fitted = !tooLarge();
    // What a node costs besides its text.
    size += 16 + (token.isScalarValue() || token == JsonToken.FIELD_NAME ? length(parser) : 0);
    if (depth >= MAX_DEPTH && token.isStructStart()) {
      size = Math.max(size, maxSize + 1);
    }
    if (fitted && tooLarge()) {
      root = null;
      open.clear();
      fields.clear();
    }
  }

  private static int length(JsonParser parser) throws IOException {
    return parser.getTextLength();
  }

  /**
   * Null for NaN and infinities, whose words have an N, and for what no number can be: one of them
   * is no reason to do without the list.
   */
  private static JsonNode number(JsonParser parser) throws IOException {
    if (parser.getText().indexOf('N') >= 0) {
      return NODES.nullNode();
    }
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException e) {
      // The parser's own word for an exponent beyond all.
      return NODES.nullNode();
    }
  }

  private boolean start(ContainerNode<?> node) {
    depth++;
    if (!tooLarge()) {
      attach(node);
      open.push(node);
    }
    return false;
  }

  private boolean end() {
    depth--;
    if (!tooLarge()) {
      open.pop();
    }
    return depth == 0;
  }

  private boolean field(String name) {
    if (!tooLarge()) {
      fields.push(name);
    }
    return false;
  }

  private boolean value(JsonNode node) {
    if (!tooLarge()) {
      attach(node);
    }
    return depth == 0;
  }

  private void attach(JsonNode node) {
    switch (open.peek()) {
      case null -> root = node;
      case ObjectNode object -> object.set(fields.pop(), node);
      case ArrayNode array -> array.add(node);
      default -> throw new IllegalStateException("not a container");
    }
  }
}
