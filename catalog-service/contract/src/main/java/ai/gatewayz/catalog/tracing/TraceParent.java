package ai.gatewayz.catalog.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** W3C trace context, version 00: {@code 00-<trace>-<span>-<flags>}. */
public final class TraceParent {

  /** The name of the header, on events as on HTTP requests. */
  public static final String HEADER = "traceparent";

  private static final int LENGTH = 55;

  private TraceParent() {}

  /** Null for a span that does not exist: tracing is off. */
  public static String of(SpanContext span) {
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }

  /** What others have written; empty where it is not to be understood. */
  public static Optional<SpanContext> parse(String text) {
    if (text == null || text.length() != LENGTH || !text.startsWith("00-")) {
      return Optional.empty();
    }
    String trace = text.substring(3, 35);
    String span = text.substring(36, 52);
    boolean dashes = text.charAt(35) == '-' && text.charAt(52) == '-';
    boolean flags = isHex(text.charAt(53)) && isHex(text.charAt(54));
    if (!dashes || !flags || !TraceId.isValid(trace) || !SpanId.isValid(span)) {
      return Optional.empty();
    }
    return Optional.of(
        SpanContext.createFromRemoteParent(
            trace, span, TraceFlags.fromHex(text, 53), TraceState.getDefault()));
  }

  /**
   * @param traceparent null adds nothing
   */
  public static void add(Headers headers, String traceparent) {
    if (traceparent != null) {
      headers.add(HEADER, traceparent.getBytes(StandardCharsets.US_ASCII));
    }
  }

  public static Optional<SpanContext> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : parse(new String(header.value(), StandardCharsets.US_ASCII));
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
