package ai.gatewayz.gateway.attempt;

import io.vertx.core.buffer.Buffer;

/** Bytes as they come. What comes at once is not copied, and most answers do. */
final class Received {

  /** Null until something has come. */
  private Buffer bytes;

  /** Whether it may be written to: what is handed over may have no room, or be somebody else's. */
  private boolean own;

  void add(Buffer more) {
    if (bytes == null) {
      bytes = more;
      return;
    }
    if (!own) {
      bytes = Buffer.buffer(bytes.length() + more.length()).appendBuffer(bytes);
      own = true;
    }
    bytes.appendBuffer(more);
  }

  int length() {
    return bytes == null ? 0 : bytes.length();
  }

  /** All of them; not to be written to. */
  Buffer bytes() {
    return bytes == null ? Buffer.buffer() : bytes;
  }
}
