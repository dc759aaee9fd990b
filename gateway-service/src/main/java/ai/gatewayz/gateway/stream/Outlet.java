package ai.gatewayz.gateway.stream;

import ai.gatewayz.gateway.sse.Bytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** What a caller is sent of a stream; what comes at once is written at once. */
final class Outlet {

  private Buffer out;
  private HttpServerResponse caller;

  /**
   * @param held what is sent first
   */
  Outlet(Buffer held) {
    out = held;
  }

  void to(HttpServerResponse response) {
    caller = response;
  }

  void append(Bytes bytes) {
    out.appendBytes(bytes.array(), bytes.start(), bytes.length());
  }

  /** Bytes that are not written yet. */
  int length() {
    return out.length();
  }

  /**
   * Writes what there is.
   *
   * @return whether the caller takes more now
   */
  boolean flush() {
    if (out.length() == 0) {
      return true;
    }
    caller.write(out);
    out = Buffer.buffer();
    return !caller.writeQueueFull();
  }

  /** Writes what there is, and these as the last. */
  void end(byte[] last) {
    caller.end(out.appendBytes(last));
  }
}
