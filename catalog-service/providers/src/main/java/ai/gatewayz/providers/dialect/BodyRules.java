package ai.gatewayz.providers.dialect;

import java.util.function.Predicate;

/**
 * What the body of a request to a provider needs that callers need not know of. Asked for each
 * request, so an answer costs nothing.
 */
public interface BodyRules {

  /** Whatever OpenAI takes. */
  BodyRules USUAL = new BodyRules() {};

  /** Whether messages may have the role {@code developer}; else they have {@code system}. */
  default boolean knowsDeveloper() {
    return true;
  }

  /** Whether a message's {@code tool_calls} may be null; else they are an empty array. */
  default boolean takesNullToolCalls() {
    return true;
  }

  /** Whether a stream tells its tokens without being asked by {@code stream_options}. */
  default boolean tellsUsageUnasked() {
    return false;
  }

  /** The largest output budget that is answered otherwise than as a stream. */
  default long longestWhole() {
    return Long.MAX_VALUE;
  }

  /**
   * Whether it reads the {@code provider} object, and chooses among hosts of its own by it:
   * whatever is said there is a wish of the caller's, and a promise on the data can only be kept by
   * it.
   */
  default boolean takesPreferences() {
    return false;
  }

  /**
   * The {@code provider} object as it is to see it. Asked only where it {@link #takesPreferences}.
   *
   * @param json an object that has been read before
   * @param gatewayProvider whether a name is one of the gateway's own providers, which nobody else
   *     knows
   * @return null where it stays as it is
   */
  default byte[] preferences(byte[] json, Predicate<String> gatewayProvider) {
    return null;
  }
}
