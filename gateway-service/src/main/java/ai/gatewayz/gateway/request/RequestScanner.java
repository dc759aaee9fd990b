package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what routing needs from a body in one pass, and leaves the rest alone. */
public final class RequestScanner {

  /** No known id is longer; the bound keeps names in logs and errors short. */
  static final int MAX_MODEL_LENGTH = 256;

  private static final int MAX_FALLBACK_MODELS = 16;
  private static final JsonFactory JSON = new JsonFactory();

  private final Operation operation;
  private final byte[] body;
  private final JsonParser json;
  private final List<Edits.Place> places = new ArrayList<>(4);

  private String model;
  private boolean content;
  private boolean stream;
  private boolean includeUsage;
  private boolean tools;
  private boolean images;
  private boolean structured;
  private long maxTokens;
  private List<String> fallbackModels = List.of();
  private ProviderPreferences preferences = ProviderPreferences.NONE;

  private RequestScanner(Operation operation, byte[] body, JsonParser json) {
    this.operation = operation;
    this.body = body;
    this.json = json;
  }

  /**
   * @throws ai.gatewayz.gateway.error.FailureException where the body is not JSON in UTF-8, or a
   *     field that is needed is missing or of the wrong kind; {@code param} names the field
   */
  public static CompletionRequest scan(Operation operation, byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      return new RequestScanner(operation, body, json).read();
    } catch (StreamConstraintsException e) {
      throw Failure.of(
              GatewayError.INVALID_JSON,
              "The body is nested too deeply or holds a value that is too long.")
          .exception();
    } catch (JsonParseException e) {
      throw Failure.of(
              GatewayError.INVALID_JSON,
              "The body is not valid JSON: see byte "
                  + Math.max(0, e.getLocation().getByteOffset())
                  + ".")
          .exception();
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }

  private CompletionRequest read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT
        || json.currentTokenLocation().getByteOffset() < 0) {
      throw Failure.of(GatewayError.INVALID_JSON, "The body must be one JSON object in UTF-8.")
          .exception();
    }
    int beginning = offset() + 1;
    places.add(new Edits.Place(Edits.Kind.BEGINNING, beginning, beginning));
    members();
    if (json.nextToken() != null) {
      throw Failure.of(GatewayError.INVALID_JSON, "Something follows the JSON object.").exception();
    }
    if (model == null) {
      throw Failure.field("model", "Name a model in the field model.").exception();
    }
    if (!content) {
      throw Failure.field(operation.content(), "The field " + operation.content() + " is missing.")
          .exception();
    }
    places.sort(Comparator.comparingInt(Edits.Place::start));
    return new CompletionRequest(
        operation,
        body,
        model,
        new Edits(places),
        stream,
        includeUsage,
        true,
        tools,
        images,
        structured,
        maxTokens,
        fallbackModels,
        preferences);
  }

  private void members() throws IOException {
    Edits.Kind pending = null;
    int pendingFrom = -1;
    boolean keptBefore = false;
    int previousEnd = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int nameStart = offset();
      if (pending != null) {
        places.add(new Edits.Place(pending, pendingFrom, nameStart));
        pending = null;
      }
      String name = json.currentName();
      json.nextToken();
      Edits.Kind routing = member(name);
      // Whatever a member held, the next token is the next member's.
      json.skipChildren();
      json.finishToken();
      int end = (int) json.currentLocation().getByteOffset();
      if (routing == null) {
        keptBefore = true;
      } else if (keptBefore) {
        places.add(new Edits.Place(routing, previousEnd, end));
      } else {
        pending = routing;
        pendingFrom = nameStart;
      }
      previousEnd = end;
    }
  }

  /**
   * Reads one member's value.
   *
   * @return what to take out of the body where it is not for the provider; null where it always is
   */
  private Edits.Kind member(String name) throws IOException {
    switch (name) {
      case "model" -> model();
      case "stream" -> {
        stream = json.currentToken() == JsonToken.VALUE_TRUE;
        place(Edits.Kind.STREAM);
      }
      case "stream_options" -> {
        includeUsage = Fields.isTrue(json, "include_usage");
        return Edits.Kind.STREAM_OPTIONS;
      }
      case "tools" -> tools = nonEmptyArray();
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          maxTokens =
              json.currentToken() == JsonToken.VALUE_NUMBER_INT
                  ? Math.max(maxTokens, tokens())
                  : maxTokens;
      case "response_format" -> structured = Fields.textOf(json, "type").equals("json_schema");
      case "models" -> {
        fallbackModels = Fields.strings(json, "models", MAX_FALLBACK_MODELS, MAX_MODEL_LENGTH);
        return Edits.Kind.FALLBACKS;
      }
      case "provider" -> {
        int start = offset();
        preferences = PreferencesReader.read(json);
        places.add(new Edits.Place(Edits.Kind.PREFERENCES, start, end()));
        return Edits.Kind.PROVIDER;
      }
      default -> {
        if (name.equals(operation.content())) {
          content();
        }
      }
    }
    return null;
  }

  /** The whole of the value at hand. */
  private void place(Edits.Kind kind) throws IOException {
    int start = offset();
    json.skipChildren();
    json.finishToken();
    places.add(new Edits.Place(kind, start, end()));
  }

  private int end() {
    return (int) json.currentLocation().getByteOffset();
  }

  private void model() throws IOException {
    if (model != null) {
      throw Failure.field("model", "The field model is there twice.").exception();
    }
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw Failure.field("model", "The field model must be a string.").exception();
    }
    int start = offset();
    model = json.getText();
    places.add(new Edits.Place(Edits.Kind.MODEL, start, end()));
    if (model.isBlank()
        || model.length() > MAX_MODEL_LENGTH
        || model.chars().anyMatch(Character::isISOControl)) {
      throw Failure.field(
              "model",
              "The field model must name a model in 1 to " + MAX_MODEL_LENGTH + " characters.")
          .exception();
    }
  }

  private long tokens() throws IOException {
    // A number that no model could mean is the provider's to refuse.
    return json.getNumberType() == JsonParser.NumberType.INT ? json.getIntValue() : 0;
  }

  private boolean nonEmptyArray() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return false;
    }
    boolean empty = json.nextToken() == JsonToken.END_ARRAY;
    if (!empty) {
      Fields.skipRest(json, 1);
    }
    return !empty;
  }

  private void content() throws IOException {
    content = true;
    if (operation != Operation.CHAT) {
      boolean usable =
          json.currentToken() == JsonToken.VALUE_STRING
              || json.currentToken() == JsonToken.START_ARRAY;
      if (!usable) {
        throw Failure.field(
                operation.content(),
                "The field " + operation.content() + " must be a string or an array.")
            .exception();
      }
      json.skipChildren();
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Failure.field("messages", "The field messages must be an array.").exception();
    }
    int messages = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw Failure.field("messages[" + messages + "]", "A message must be an object.")
            .exception();
      }
      message();
      messages++;
    }
    if (messages == 0) {
      throw Failure.field("messages", "The field messages must hold a message.").exception();
    }
  }

  private void message() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("role") && value == JsonToken.VALUE_STRING) {
        int start = offset();
        if (json.getText().equals("developer")) {
          places.add(new Edits.Place(Edits.Kind.DEVELOPER_ROLE, start, end()));
        }
      } else if (name.equals("tool_calls") && value == JsonToken.VALUE_NULL) {
        place(Edits.Kind.NULL_TOOL_CALLS);
      } else if (name.equals("content") && value == JsonToken.START_ARRAY) {
        parts();
      } else {
        json.skipChildren();
      }
    }
  }

  private void parts() throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        String type = Fields.textOf(json, "type");
        images |= type.equals("image_url") || type.equals("input_image");
      } else {
        json.skipChildren();
      }
    }
  }

  private int offset() {
    return (int) json.currentTokenLocation().getByteOffset();
  }
}
