package ai.gatewayz.gateway.request;

import ai.gatewayz.providers.dialect.BodyRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where a body is edited before it is sent to a provider.
 *
 * @param places in the order of their beginnings; exactly one is the model, and none overlaps
 *     another but {@link Kind#PREFERENCES} its {@link Kind#PROVIDER}, and what is within {@link
 *     Kind#STREAM_OPTIONS} these
 * @param kinds a bit for each of theirs
 */
record Edits(List<Place> places, int kinds) {

  /** Bytes from {@code start} to before {@code end}. */
  record Place(Kind kind, int start, int end) {}

  enum Kind {
    /** nothing, after the object's brace */
    BEGINNING,
    /** the value of {@code model}, its quotes included */
    MODEL,
    /** the model in a form: its bytes, without quotes */
    MODEL_TEXT,
    /** the member {@code models}, with one of its commas: whom to try next is decided here */
    FALLBACKS,
    /** the member {@code provider}, with one of its commas */
    PROVIDER,
    /** the value of {@code provider} */
    PREFERENCES,
    /** the value of {@code stream} */
    STREAM,
    /** the member {@code stream_options}, with one of its commas */
    STREAM_OPTIONS,
    /** the value {@code null} of {@code stream_options} */
    NULL_OPTIONS,
    /** nothing, between the braces of empty {@code stream_options} */
    EMPTY_OPTIONS,
    /** nothing, after the brace of {@code stream_options} that say nothing of the usage */
    OPTIONS,
    /** the value of {@code include_usage}, where it is not true */
    INCLUDE_USAGE,
    /** the value {@code "developer"} of a message's role */
    DEVELOPER_ROLE,
    /** the value {@code null} of a message's {@code tool_calls} */
    NULL_TOOL_CALLS,
    /** the value {@code true} of {@code store}, in a body of another protocol */
    STORE,

    /** a member with its comma that only models take which think; written here, by a translation */
    THOUGHT
  }

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] SYSTEM = ascii("\"system\"");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] EMPTY_ARRAY = ascii("[]");
  private static final byte[] STREAM_MEMBER = ascii("\"stream\":true,");
  private static final byte[] USAGE = ascii("\"include_usage\":true");
  private static final byte[] USAGE_MEMBER = ascii("\"include_usage\":true,");
  private static final byte[] USAGE_OPTIONS = ascii("{\"include_usage\":true}");
  private static final byte[] OPTIONS_MEMBER =
      ascii("\"stream_options\":{\"include_usage\":true},");

  Edits(List<Place> places) {
    this(List.copyOf(places), kinds(places));
  }

  private static int kinds(List<Place> places) {
    int kinds = 0;
    for (Place place : places) {
      kinds |= 1 << place.kind.ordinal();
    }
    return kinds;
  }

  EditedBody apply(byte[] body, int length, Target target) {
    List<EditedBody.Piece> edited = new ArrayList<>(2 * Math.min(places.size(), 8) + 1);
    int from = 0;
    for (Place place : places) {
      byte[] replacement = replacement(place, body, target);
      if (replacement == null || place.start < from) {
        continue;
      }
      add(edited, body, from, place.start);
      add(edited, replacement, 0, replacement.length);
      from = place.end;
    }
    add(edited, body, from, length);
    return EditedBody.of(edited);
  }

  private static void add(List<EditedBody.Piece> edited, byte[] bytes, int start, int end) {
    if (end > start) {
      edited.add(new EditedBody.Piece(bytes, start, end));
    }
  }

  /** Null where the place stays as it is. */
  private byte[] replacement(Place place, byte[] body, Target target) {
    BodyRules rules = target.rules();
    return switch (place.kind) {
      case MODEL -> quoted(target.model());
      case MODEL_TEXT -> target.model().getBytes(StandardCharsets.UTF_8);
      case FALLBACKS -> NOTHING;
      case PROVIDER -> rules.takesPreferences() ? null : NOTHING;
      case PREFERENCES ->
          rules.takesPreferences()
              ? rules.preferences(
                  Arrays.copyOfRange(body, place.start, place.end), target.gatewayProvider())
              : null;
      case BEGINNING -> beginning(target);
      case STREAM -> target.streamed() ? TRUE : null;
      case STREAM_OPTIONS -> target.plain() ? NOTHING : null;
      case NULL_OPTIONS -> target.usage() ? USAGE_OPTIONS : null;
      case EMPTY_OPTIONS -> target.usage() ? USAGE : null;
      case OPTIONS -> target.usage() ? USAGE_MEMBER : null;
      case INCLUDE_USAGE -> target.usage() ? TRUE : null;
      case DEVELOPER_ROLE -> rules.knowsDeveloper() ? null : SYSTEM;
      case NULL_TOOL_CALLS -> rules.takesNullToolCalls() ? null : EMPTY_ARRAY;
      case STORE -> FALSE;
      case THOUGHT -> target.thinks() ? null : NOTHING;
    };
  }

  private byte[] beginning(Target target) {
    if (target.streamed() && !has(Kind.STREAM)) {
      return STREAM_MEMBER;
    }
    return target.usage() && !has(Kind.STREAM_OPTIONS) ? OPTIONS_MEMBER : null;
  }

  /** Those alone by which routing is told, and what no provider is to keep. */
  Edits ofRouting() {
    return new Edits(
        places.stream()
            .filter(
                place ->
                    switch (place.kind) {
                      case MODEL, FALLBACKS, PROVIDER, PREFERENCES, STORE -> true;
                      default -> false;
                    })
            .toList());
  }

  /** With members that only models take which think. */
  Edits withThoughts(List<Span> thoughts) {
    List<Place> all = new ArrayList<>(places);
    thoughts.forEach(span -> all.add(new Place(Kind.THOUGHT, span.start(), span.end())));
    all.sort(Comparator.comparingInt(Place::start));
    return new Edits(all);
  }

  boolean has(Kind kind) {
    return (kinds & 1 << kind.ordinal()) != 0;
  }

  private static byte[] quoted(String model) {
    StringBuilder json = new StringBuilder(model.length() + 2).append('"');
    for (int i = 0; i < model.length(); i++) {
      char c = model.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
