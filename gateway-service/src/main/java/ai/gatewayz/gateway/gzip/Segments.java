package ai.gatewayz.gateway.gzip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The segments that were asked for last, up to a number of bytes. Any thread may ask. */
public final class Segments {

  private final long most;
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
    if (found == null) {
      // Without the lock: others go on meanwhile. Two who ask for the same make the same.
      found = Segment.of(content.get());
      keep(digest, found);
    }
    return found;
  }

  private synchronized Segment find(long digest) {
    return known.get(digest);
  }

  private synchronized void keep(long digest, Segment segment) {
    Segment before = known.put(digest, segment);
    bytes += segment.deflated().length - (before == null ? 0 : before.deflated().length);
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
