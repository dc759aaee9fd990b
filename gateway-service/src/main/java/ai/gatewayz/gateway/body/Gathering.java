package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.body.BodyBudget.Share;
import ai.gatewayz.gateway.body.BodyBudget.Verdict;
import ai.gatewayz.gateway.request.RequestBody;
import java.util.Arrays;

/**
 * A body as it comes, in one array. Its place is reserved before it is made: all of it where its
 * length was announced; else a small one and then, in one step, as much as any body may have, since
 * a copy on the way would need both at a time. Of one thread at a time.
 */
final class Gathering {

  private static final int FIRST = 4 * 1024;

  /** Up to here it is doubled; the copy of so little is not counted. */
  private static final int SMALL = 256 * 1024;

  private final Share share;
  private final int most;
  private byte[] bytes = new byte[0];
  private int length;

  /**
   * @param most bytes of the body
   */
  Gathering(Share share, int most) {
    this.share = share;
    this.most = most;
  }

  int length() {
    return length;
  }

  /** The array that holds it; {@link #length} bytes from its beginning. */
  byte[] bytes() {
    return bytes;
  }

  /** Where to put so many bytes, once {@link #ensure} has granted them. */
  int add(int more) {
    int at = length;
    length += more;
    return at;
  }

  /**
   * Makes room for more bytes.
   *
   * @param more no more than fit into the most that it may have
   */
  Verdict ensure(int more) {
    int wanted = length + more;
    if (wanted <= bytes.length) {
      return Verdict.GRANTED;
    }
    return grow(
        wanted > SMALL ? most : Math.min(most, Math.max(FIRST, Math.min(SMALL, 2 * wanted))));
  }

  /** Makes room for all that was announced. */
  Verdict announced(int all) {
    return grow(all);
  }

  private Verdict grow(int capacity) {
    Verdict verdict = share.reserve(capacity - bytes.length);
    if (verdict == Verdict.GRANTED) {
      bytes = Arrays.copyOf(bytes, capacity);
    }
    return verdict;
  }

  /** The body, which holds little more than it needs where there is room to put it straight. */
  RequestBody done() {
    if (bytes.length - length > bytes.length / 4 && share.reserve(length) == Verdict.GRANTED) {
      int before = bytes.length;
      bytes = Arrays.copyOf(bytes, length);
      share.giveBack(before);
    }
    return new RequestBody(share.holder(), bytes, length, share::close, share.memory());
  }
}
