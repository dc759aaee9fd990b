package ai.gatewayz.gateway.body;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the bodies of all requests may hold together, and those of one API key's: what is
 * to be held is reserved here before it is there. Any thread may ask.
 */
public final class BodyBudget {

  private final long most;
  private final long mostPerKey;
  private final AtomicLong held = new AtomicLong();

  /** By the name of the key's holder: as many as are configured. */
  private final Map<String, AtomicLong> byKey = new ConcurrentHashMap<>();

  /**
   * @param most bytes of all bodies
   * @param mostPerKey bytes of the bodies that one key sends
   */
  public BodyBudget(long most, long mostPerKey) {
    if (most < 1 || mostPerKey < 1 || mostPerKey > most) {
      throw new IllegalArgumentException(
          "the budget for bodies is " + most + " bytes, and " + mostPerKey + " for a key");
    }
    this.most = most;
    this.mostPerKey = mostPerKey;
  }

  public enum Verdict {
    GRANTED,
    /** all bodies together hold too much */
    USED_UP,
    /** those of the key do */
    USED_UP_BY_KEY
  }

  public long most() {
    return most;
  }

  public long mostPerKey() {
    return mostPerKey;
  }

  /** Bytes that are reserved now. */
  public long held() {
    return held.get();
  }

  /** Begins a body, which holds nothing yet. */
  public Share share(String holder) {
    return new Share(byKey.computeIfAbsent(holder, name -> new AtomicLong()));
  }

  /** What one body holds; given back once, whoever says so and however often. */
  public final class Share {

    private final AtomicLong ofKey;
    private long bytes;
    private boolean closed;

    private Share(AtomicLong ofKey) {
      this.ofKey = ofKey;
    }

    /** Reserves more, all of it or nothing; what is closed is granted nothing. */
    public synchronized Verdict reserve(long more) {
      if (closed || held.addAndGet(more) > most) {
        held.addAndGet(closed ? 0 : -more);
        return Verdict.USED_UP;
      }
      if (ofKey.addAndGet(more) > mostPerKey) {
        ofKey.addAndGet(-more);
        held.addAndGet(-more);
        return Verdict.USED_UP_BY_KEY;
      }
      bytes += more;
      return Verdict.GRANTED;
    }

    /** Gives a part of it back. */
    public synchronized void giveBack(long some) {
      long part = Math.min(some, bytes);
      bytes -= part;
      ofKey.addAndGet(-part);
      held.addAndGet(-part);
    }

    /** Gives all of it back. */
    public synchronized void close() {
      closed = true;
      giveBack(bytes);
    }
  }
}
