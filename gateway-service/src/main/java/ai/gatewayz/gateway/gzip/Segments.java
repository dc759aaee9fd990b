package ai.gatewayz.gateway.gzip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The segments that were asked for last, up to a number of bytes. Any thread may ask. */
public final class Segments {

  private final long most;

  /**
   * One at a time: whoever asks for ever other lists has one processor's share, not all of them.
   */
  private final Lock compressing = new ReentrantLock();

  private final Map<Long, Segment> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most how many bytes all of them may have together
   */
  public Segments(long most) {
    this.most = most;
  }

  /**
   * @param digest of the content: the same for the same bytes, and for no others
   * @param content is asked for where it is not known
   */
  public Segment of(long digest, Supplier<byte[]> content) {
    Segment found = find(digest);
    return found == null ? make(digest, content) : found;
  }

  private Segment make(long digest, Supplier<byte[]> content) {
    compressing.lock();
    try {
      Segment found = find(digest);
      if (found == null) {
        found = Segment.of(content.get());
        keep(digest, found);
      }
      return found;
    } finally {
      compressing.unlock();
    }
  }

  private synchronized Segment find(long digest) {
    return known.get(digest);
  }

  private synchronized void keep(long digest, Segment segment) {
    known.put(digest, segment);
    bytes += segment.deflated().length;
    var eldest = known.entrySet().iterator();
    while (bytes > most && known.size() > 1) {
      bytes -= eldest.next().getValue().deflated().length;
      eldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
