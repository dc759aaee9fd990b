package ai.gatewayz.gateway.body;

import ai.gatewayz.gateway.request.RequestBody;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the bodies of all requests may hold together, and those of one API key's: what is
 * to be held is reserved here before it is there. A part of it is kept for keys that hold little,
 * so that few who hold all they may do not keep the others out. Any thread may ask.
 */
public final class BodyBudget {

  /** So many keys at least find room in what is kept. */
  private static final int MODEST_KEYS = 8;

  private final long most;
  private final long mostPerKey;
  private final long kept;
  private final AtomicLong held = new AtomicLong();

  /** By the name of the key's holder: as many as are configured. */
  private final Map<String, AtomicLong> byKey = new ConcurrentHashMap<>();

  /**
   * @param most bytes of all bodies
   * @param mostPerKey bytes of the bodies that one key sends
   * @param kept bytes of all that are for keys that hold no more than an eighth of these
   */
  public BodyBudget(long most, long mostPerKey, long kept) {
    if (most < 1 || mostPerKey < 1 || mostPerKey > most || kept < 0 || kept > most - mostPerKey) {
      throw new IllegalArgumentException(
          "the budget for bodies is %d bytes, %d for a key, and %d kept for others"
              .formatted(most, mostPerKey, kept));
    }
    this.most = most;
    this.mostPerKey = mostPerKey;
    this.kept = kept;
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
    return new Share(holder, byKey.computeIfAbsent(holder, name -> new AtomicLong()));
  }

  /** What one body holds; given back once, whoever says so and however often. */
  public final class Share {

    private final String holder;
    private final AtomicLong ofKey;
    private long bytes;
    private boolean closed;

    private Share(String holder, AtomicLong ofKey) {
      this.holder = holder;
      this.ofKey = ofKey;
    }

    String holder() {
      return holder;
    }

    /** Reserves more, all of it or nothing; what is closed is granted nothing. */
    public synchronized Verdict reserve(long more) {
      if (closed) {
        return Verdict.USED_UP;
      }
      long all = held.addAndGet(more);
      long keys = ofKey.addAndGet(more);
      long room = keys <= kept / MODEST_KEYS ? most : most - kept;
      if (all <= room && keys <= mostPerKey) {
        bytes += more;
        return Verdict.GRANTED;
      }
      ofKey.addAndGet(-more);
      held.addAndGet(-more);
      return all > room ? Verdict.USED_UP : Verdict.USED_UP_BY_KEY;
    }

    /** For what is made of the body. */
    RequestBody.Memory memory() {
      return new RequestBody.Memory() {
        @Override
        public boolean reserve(long more) {
          return Share.this.reserve(more) == Verdict.GRANTED;
        }

        @Override
        public void giveBack(long some) {
          Share.this.giveBack(some);
        }

        @Override
        public long most() {
          return mostPerKey;
        }
      };
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
