package ai.gatewayz.providers.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads the body of one page as it arrives and hands out each entry as soon as it is whole. Holds
 * one entry at a time, so memory does not grow with the list; a value that is too large is handed
 * out as a missing node. One use, one thread at a time.
 */
public final class PageReader {

  private static final int MAX_ENTRY = 1 << 20;
  private static final int MAX_ENVELOPE = 1 << 16;
  private static final int MAX_ENVELOPE_FIELDS = 50;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // An entry beyond them is left out; a parser that gives up loses those after it.
                  .maxNestingDepth(1000)
                  .maxStringLength(4 << 20)
                  .maxNumberLength(1000)
                  .build())
          // Some servers write NaN where they have no number.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Field names come from outside and must not pile up.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private enum Place {
    BEFORE,
    ENVELOPE,
    VALUE,
    LIST,
    AFTER
  }

  private final String field;
  private final Consumer<JsonNode> entries;
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private final ObjectNode envelope = JsonNodeFactory.instance.objectNode();
  private final NodeBuilder entry = new NodeBuilder(MAX_ENTRY);
  private final NodeBuilder value = new NodeBuilder(MAX_ENVELOPE);
  private Place place = Place.BEFORE;
  private boolean bare;
  private boolean listed;
  private int count;

  /**
   * @param field the root field that holds the entries
   * @param entries takes each entry in turn
   */
  public PageReader(String field, Consumer<JsonNode> entries) {
    this.field = field;
    this.entries = entries;
    try {
      this.parser = JSON.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new IllegalStateException("no parser", e);
    }
    this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  /**
   * Reads the next piece of the body.
   *
   * @throws BrokenPageException where the body is not the JSON of a list
   */
  public void feed(byte[] bytes) throws BrokenPageException {
    try {
      feeder.feedInput(bytes, 0, bytes.length);
      drain();
    } catch (IOException e) {
      throw new BrokenPageException(
          place == Place.BEFORE ? "the answer is not JSON" : "the list is not valid JSON", e);
    }
  }

  /**
   * Says that the body has ended.
   *
   * @throws BrokenPageException where it ended too early, or held no list
   */
  public void end() throws BrokenPageException {
    feeder.endOfInput();
    try {
      drain();
    } catch (IOException e) {
      throw new BrokenPageException("the list ends before it is complete", e);
    }
    if (place != Place.AFTER) {
      throw new BrokenPageException(
          place == Place.BEFORE ? "the answer is empty" : "the list ends before it is complete",
          null);
    }
    if (!listed) {
      throw new BrokenPageException("the answer has no field '" + field + "' with a list", null);
    }
  }

  /** The fields beside the list, as far as read. */
  public ObjectNode envelope() {
    return envelope;
  }

  /** Entries handed out so far. */
  public int count() {
    return count;
  }

  private void drain() throws IOException, BrokenPageException {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.NOT_AVAILABLE;
        token = parser.nextToken()) {
      accept(token);
    }
  }

  private void accept(JsonToken token) throws IOException, BrokenPageException {
    switch (place) {
      case BEFORE -> root(token);
      case ENVELOPE -> envelope(token);
      case VALUE -> {
        if (value.add(parser, token)) {
          closeValue();
        }
      }
      case LIST -> list(token);
      case AFTER -> throw new BrokenPageException("the answer has content after the list", null);
    }
  }

  private void root(JsonToken token) throws BrokenPageException {
    switch (token) {
      case START_OBJECT -> place = Place.ENVELOPE;
      case START_ARRAY -> {
        bare = true;
        openList();
      }
      default -> throw new BrokenPageException("the answer is not a list", null);
    }
  }

  private String name;
  private boolean atValue;

  private void envelope(JsonToken token) throws IOException {
    if (token == JsonToken.END_OBJECT && !atValue) {
      place = Place.AFTER;
    } else if (!atValue) {
      name = parser.currentName();
      atValue = true;
    } else if (token == JsonToken.START_ARRAY && name.equals(field)) {
      atValue = false;
      openList();
    } else {
      place = Place.VALUE;
      if (value.add(parser, token)) {
        closeValue();
      }
    }
  }

  private void closeValue() {
    JsonNode taken = value.take();
    if (!taken.isMissingNode() && envelope.size() < MAX_ENVELOPE_FIELDS) {
      envelope.set(name, taken);
    }
    atValue = false;
    place = Place.ENVELOPE;
  }

  private void openList() {
    listed = true;
    place = Place.LIST;
  }

  private boolean inEntry;

  private void list(JsonToken token) throws IOException {
    if (token == JsonToken.END_ARRAY && !inEntry) {
      place = bare ? Place.AFTER : Place.ENVELOPE;
      return;
    }
    inEntry = !entry.add(parser, token);
    if (!inEntry) {
      count++;
      entries.accept(entry.take());
    }
  }
}
