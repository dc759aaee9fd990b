package ai.gatewayz.providers.evidence;

import java.util.function.Function;

/** What came back from a provider for one request. */
public sealed interface Answer {

  /**
   * An HTTP answer.
   *
   * @param headers looks a header up by its lower-case name; null where absent
   * @param body the body, or its first 16 KiB
   */
  record Http(int status, Function<String, String> headers, byte[] body) implements Answer {}

  /**
   * An error event inside a stream that began with a 2xx status; {@code json} is the event's data.
   */
  record StreamError(byte[] json) implements Answer {}

  /** A stream or body that ended before it was complete. */
  record CutShort() implements Answer {}

  /** No answer in time. */
  record Timeout() implements Answer {}

  /** No connection, or it broke before any answer. */
  record Unreachable(Throwable cause) implements Answer {}
}
