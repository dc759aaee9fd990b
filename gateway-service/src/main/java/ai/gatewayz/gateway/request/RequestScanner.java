package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.tokens.TokenMeter;
import ai.gatewayz.providers.dialect.Operation;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads what routing needs from a body in one pass, and leaves the rest alone. */
public final class RequestScanner {

  /** No known id is longer; the bound keeps names in logs and errors short. */
  static final int MAX_MODEL_LENGTH = 256;

  /** Bytes of one character in JSON. */
  private static final int MAX_ESCAPED = 6;

  private static final int MAX_FALLBACK_MODELS = 16;

  /** OpenAI gives no more for one request. */
  private static final int MAX_CHOICES = 128;

  /** Beyond that, a text that is looked at is none that could be meant. */
  private static final int LONGEST_TEXT = 1024 * 1024;

  /** Of the provider object, which is rewritten for OpenRouter on an event loop. */
  private static final int PREFERENCES_BYTES = 64 * 1024;

  /** Names are the caller's choice: none of them is to stay for ever. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
          .build();

  private static final Names FORMAT = new Names("response_format.", "type");

  /** Of chat completions: in another protocol they mean nothing, or something else. */
  private static final Set<String> CHATS_OWN =
      Set.of("n", "response_format", "stream_options", "max_completion_tokens");

  private final Operation operation;
  private final RequestBody body;
  private final JsonParser json;
  private final List<Edits.Place> places = new ArrayList<>(4);
  private final ContentReader content;
  private final RankingReader ranking;

  private final TokenMeter meter;

  /** Null for chats and what is like them. */
  private final Conversation conversation;

  private final Walk walk;

  private String model;
  private boolean given;
  private boolean stream;
  private StreamOptions streamOptions = StreamOptions.NONE;
  private int choices = 1;
  private boolean tools;
  private boolean structured;
  private boolean reasoning;
  private boolean budgeted;
  private long maxTokens;
  private List<String> fallbackModels = List.of();
  private ProviderPreferences preferences = ProviderPreferences.NONE;
  private boolean usual = true;

  private RequestScanner(
      Operation operation,
      RequestBody body,
      JsonParser json,
      Conversation conversation,
      TokenMeter meter) {
    this.operation = operation;
    this.conversation = conversation;
    this.given = conversation != null;
    this.body = body;
    this.json = json;
    this.meter = meter;
    this.content = new ContentReader(body, json, places, meter);
    this.walk = new Walk(body, json, meter);
    this.ranking = operation == Operation.RERANK ? new RankingReader(body, json, meter) : null;
  }

  /**
   * @throws ai.gatewayz.gateway.error.FailureException where the body is not JSON in UTF-8, or a
   *     field that is needed is missing or of the wrong kind; {@code param} names the field
   */
  public static CompletionRequest scan(Operation operation, byte[] body) {
    return scan(operation, RequestBody.of(body));
  }

  /** The same of a body that is let go in time. */
  public static CompletionRequest scan(Operation operation, RequestBody body) {
    return scan(operation, body, null, new TokenMeter());
  }

  /** A chat's body, for the tokens in it: all of its texts are read, however long. */
  public static CompletionRequest count(RequestBody body) {
    return scan(Operation.CHAT, body, null, TokenMeter.ofAll());
  }

  /**
   * The same of a chat's body in another protocol: what routing needs of it, and where it is edited
   * for providers that speak the protocol.
   */
  public static CompletionRequest scan(RequestBody body, Conversation conversation) {
    return scan(Operation.CHAT, body, conversation, new TokenMeter());
  }

  private static CompletionRequest scan(
      Operation operation, RequestBody body, Conversation conversation, TokenMeter meter) {
    try (JsonParser json = JSON.createParser(body.bytes(), 0, body.length())) {
      return new RequestScanner(operation, body, json, conversation, meter).read();
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
    int beginning = Fields.offset(json) + 1;
    places.add(new Edits.Place(Edits.Kind.BEGINNING, beginning, beginning));
    members();
    if (json.nextToken() != null) {
      throw Failure.of(GatewayError.INVALID_JSON, "The body has content after the JSON object.")
          .exception();
    }
    if (model == null) {
      throw Failure.field("model", "Name a model in the field model.").exception();
    }
    if (!given) {
      throw Failure.field(operation.content(), "The field " + operation.content() + " is missing.")
          .exception();
    }
    if (conversation != null) {
      conversation.end();
      tools = conversation.tools();
      structured = conversation.structured();
    }
    if (ranking != null) {
      ranking.complete();
    }
    places.sort(Comparator.comparingInt(Edits.Place::start));
    return new CompletionRequest(
        operation,
        body,
        model,
        new Edits(places),
        stream,
        streamOptions,
        ordinary(),
        choices,
        tools,
        conversation == null ? content.pictures() : conversation.pictures(),
        structured,
        reasoning,
        meter.tokens(),
        maxTokens,
        fallbackModels,
        preferences,
        null);
  }

  private void members() throws IOException {
    Edits.Kind pending = null;
    int pendingFrom = -1;
    boolean keptBefore = false;
    int previousEnd = 0;
    long seen = 0;
    Names names = Names.of(operation);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int nameStart = Fields.offset(json);
      if (pending != null) {
        places.add(new Edits.Place(pending, pendingFrom, nameStart));
        pending = null;
      }
      String name = json.currentName();
      seen = names.see(seen, name);
      json.nextToken();
      Edits.Kind routing = member(name);
      // Whatever a member held, the next token is the next member's.
      json.skipChildren();
      int end = end();
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
    if (conversation != null && (CHATS_OWN.contains(name) || conversation.member(name, walk))) {
      return null;
    }
    switch (name) {
      case "model" -> model();
      case "stream" -> {
        stream = stream(Fields.bool(json, "stream"));
        usual &= json.currentToken() != JsonToken.VALUE_NULL;
        place(Edits.Kind.STREAM);
      }
      case "stream_options" -> {
        streamOptions = StreamOptions.read(json, places);
        usual &= streamOptions.usual();
        return Edits.Kind.STREAM_OPTIONS;
      }
      case "tools" -> tools = content.tools();
      case "n" -> {
        choices = choices();
        usual &= Usual.parameter(name, json);
      }
      case "max_tokens", "max_completion_tokens" -> budget();
      case "max_output_tokens" -> {
        usual = false;
        budget();
      }
      case "response_format" -> {
        usual = false;
        structured = Fields.textOf(json, FORMAT).equals("json_schema");
      }
      case "reasoning", "reasoning_effort", "thinking" -> {
        usual = false;
        reasoning |= Thinking.asked(name, json);
      }
      case "models" -> {
        fallbackModels = Fields.strings(json, "models", MAX_FALLBACK_MODELS, MAX_MODEL_LENGTH);
        return Edits.Kind.FALLBACKS;
      }
      case "provider" -> {
        usual = false;
        int start = Fields.offset(json);
        preferences = PreferencesReader.read(json);
        if (Fields.end(json) - start > PREFERENCES_BYTES) {
          throw Failure.field(
                  "provider",
                  "The field provider is longer than " + PREFERENCES_BYTES / 1024 + " KiB.")
              .exception();
        }
        places.add(new Edits.Place(Edits.Kind.PREFERENCES, start, Fields.end(json)));
        return Edits.Kind.PROVIDER;
      }
      default -> {
        if (conversation != null) {
          usual = false;
          store(name);
        } else if (ranking != null && name.equals("query")) {
          ranking.query();
        } else if (name.equals(operation.content())) {
          content();
        } else {
          usual &= Usual.parameter(name, json);
        }
      }
    }
    return null;
  }

  /** What is not written token by token comes whole, whatever is said. */
  private boolean stream(boolean said) {
    if (said && operation == Operation.IMAGES) {
      throw Failure.field("stream", "Images are not streamed: leave the field stream out.")
          .exception();
    }
    return said && operation.writes();
  }

  /** Nothing is to be kept at a provider either. */
  private void store(String name) throws IOException {
    if (name.equals("store") && json.currentToken() == JsonToken.VALUE_TRUE) {
      place(Edits.Kind.STORE);
    }
  }

  /** Where the value at hand ends. A text is not taken into memory for it. */
  private int end() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Fields.endOfText(body.bytes(), body.length(), Fields.offset(json));
    }
    json.finishToken();
    return Fields.end(json);
  }

  /** The value at hand, which is no structure. */
  private void place(Edits.Kind kind) throws IOException {
    int start = Fields.offset(json);
    json.finishToken();
    places.add(new Edits.Place(kind, start, Fields.end(json)));
  }

  private void model() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw Failure.field("model", "The field model must be a string.").exception();
    }
    int start = Fields.offset(json);
    int end = end();
    boolean readable = end - start <= MAX_ESCAPED * MAX_MODEL_LENGTH + 2;
    model = readable ? json.getText() : "";
    places.add(new Edits.Place(Edits.Kind.MODEL, start, end));
    if (!isModel(model)) {
      throw Failure.field(
              "model",
              "The field model must name a model in 1 to " + MAX_MODEL_LENGTH + " characters.")
          .exception();
    }
  }

  /** Whether a text could name a model. */
  static boolean isModel(String text) {
    return !text.isBlank()
        && text.length() <= MAX_MODEL_LENGTH
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** Another number than one that could be meant is the provider's to refuse. */
  private int choices() throws IOException {
    boolean readable =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT;
    return readable ? Math.clamp(json.getIntValue(), 1, MAX_CHOICES) : 1;
  }

  private void budget() throws IOException {
    // A number that no model could mean is the provider's to refuse.
    boolean readable =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT;
    // Of two names for the same, not every server takes both.
    usual &= readable && !budgeted;
    budgeted = true;
    if (readable) {
      maxTokens = Math.max(maxTokens, json.getIntValue());
    }
  }

  private void content() throws IOException {
    given = true;
    if (operation == Operation.CHAT) {
      content.messages();
    } else if (ranking != null) {
      ranking.documents();
    } else {
      content.texts(operation.content());
    }
  }

  private boolean ordinary() {
    boolean usualContent = ranking == null ? content.usual() : ranking.usual();
    return conversation == null
        && usual
        && usualContent
        && (!budgeted || Usual.budget(maxTokens, stream));
  }
}
