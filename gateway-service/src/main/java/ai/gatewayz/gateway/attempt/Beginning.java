package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.sse.BodyForm;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** The first bytes of an answer, up to where it is clear what it is. */
final class Beginning {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Received received = new Received();

  /** How much of it is blank. */
  private int blank;

  /**
   * What it is, as far as it has come.
   *
   * @param contentType null where there is none
   */
  BodyForm add(Buffer bytes, String contentType) {
    received.add(bytes);
    Buffer start = received.bytes();
    while (blank < start.length() && BodyForm.isBlank(start.getByte(blank))) {
      blank++;
    }
    return BodyForm.of(
        start.getBytes(blank, Math.min(blank + BodyForm.ENOUGH, start.length())), contentType);
  }

  /** What has come, without a byte order mark: no client expects one. */
  Buffer bytes() {
    Buffer start = received.bytes();
    boolean marked =
        start.length() >= MARK.length && Arrays.equals(start.getBytes(0, MARK.length), MARK);
    return marked ? start.getBuffer(MARK.length, start.length()) : start;
  }

  int length() {
    return received.length();
  }
}
