package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.providers.dialect.Operation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names that the gateway acts on in the objects of one kind. Each may be there once and as it
 * is spelled here: of two, and of spellings that differ in case only, providers disagree on which
 * counts, so that one of them would act on what the gateway has not seen.
 */
public final class Names {

  /** The fields of every body that the gateway acts on, beside its content. */
  private static final List<String> OF_ALL =
      List.of(
          "model",
          "models",
          "provider",
          "stream",
          "stream_options",
          "tools",
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "response_format",
          "reasoning",
          "reasoning_effort",
          "thinking");

  /** Those of a body, by what it asks for. */
  private static final Map<Operation, Names> OF_BODIES = ofBodies();

  private final String parent;
  private final Map<String, Long> bits = new HashMap<>();
  private final Map<String, String> folded = new HashMap<>();
  private int longest;

  /**
   * @param parent the field that holds such objects, with a dot at its end; empty for a body itself
   */
  public Names(String parent, String... names) {
    this.parent = parent;
    for (String name : names) {
      bits.put(name, 1L << bits.size());
      folded.put(fold(name), name);
      longest = Math.max(longest, name.length());
    }
  }

  private static Map<Operation, Names> ofBodies() {
    Map<Operation, Names> names = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      names.put(
          operation,
          new Names(
              "",
              Stream.concat(OF_ALL.stream(), content(operation).stream()).toArray(String[]::new)));
    }
    return names;
  }

  private static List<String> content(Operation operation) {
    return operation == Operation.RERANK
        ? List.of("query", operation.content())
        : List.of(operation.content());
  }

  /** Those of a body. */
  static Names of(Operation operation) {
    return OF_BODIES.get(operation);
  }

  /**
   * Notes a member.
   *
   * @param seen what an object has had up to here; 0 at its beginning
   * @return the same and this
   * @throws ai.gatewayz.gateway.error.FailureException where it is there twice, or differs from one
   *     of the names in case only
   */
  public long see(long seen, String name) {
    Long bit = bits.get(name);
    if (bit == null) {
      if (maySound(name) && folded.get(fold(name)) instanceof String meant) {
        throw Failure.field(
                parent + meant,
                "The field "
                    + parent
                    + name
                    + " differs from "
                    + parent
                    + meant
                    + " in case only. Write "
                    + meant
                    + ", and write it once.")
            .exception();
      }
      return seen;
    }
    if ((seen & bit) != 0) {
      throw Failure.field(
              parent + name, "The field " + parent + name + " appears twice. Write it once.")
          .exception();
    }
    return seen | bit;
  }

  /** Whether it could be another spelling: most names are not, and cost no more than this look. */
  private boolean maySound(String name) {
    if (name.length() > longest) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z' || c > 127) {
        return true;
      }
    }
    return false;
  }

  /** As readers without regard to case do it, the long s and the Kelvin sign included. */
  private static String fold(String name) {
    char[] folded = name.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
    }
    return new String(folded);
  }
}
