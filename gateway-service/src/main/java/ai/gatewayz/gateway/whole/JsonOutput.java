package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;
import java.nio.charset.StandardCharsets;

/** Writes JSON of which most is there already. */
final class JsonOutput {

  private final Segments bytes;
  private boolean more;

  JsonOutput(Segments bytes) {
    this.bytes = bytes;
  }

  JsonOutput open(char bracket) {
    separate();
    bytes.add(bracket);
    more = false;
    return this;
  }

  JsonOutput close(char bracket) {
    bytes.add(bracket);
    more = true;
    return this;
  }

  JsonOutput name(String name) {
    string(name);
    bytes.add(':');
    more = false;
    return this;
  }

  JsonOutput string(String text) {
    separate();
    bytes.add('"');
    bytes.add(JsonText.escaped(text));
    bytes.add('"');
    return this;
  }

  JsonOutput text(JsonText text) {
    separate();
    bytes.add('"');
    bytes.add(text.whole());
    bytes.add('"');
    return this;
  }

  JsonOutput number(int number) {
    return value(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  /** A value, or several with commas between them. */
  JsonOutput values(Segments values) {
    separate();
    bytes.add(values);
    return this;
  }

  JsonOutput value(byte[] value) {
    return value(Bytes.of(value));
  }

  /** Without the breaks between its lines, which would end the line of an event. */
  JsonOutput value(Bytes value) {
    separate();
    int end = value.start() + value.length();
    int from = value.start();
    for (int at = from; at < end; at++) {
      byte each = value.array()[at];
      if (each == '\n' || each == '\r') {
        bytes.add(value.array(), from, at - from);
        from = at + 1;
      }
    }
    bytes.add(value.array(), from, end - from);
    return this;
  }

  private void separate() {
    if (more) {
      bytes.add(',');
    }
    more = true;
  }
}
