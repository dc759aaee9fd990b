package ai.gatewayz.gateway.request;

/**
 * The bytes of a request, held once and only for as long as an attempt may need them. Of one thread
 * at a time.
 */
public final class RequestBody {

  private final String holder;
  private final int length;
  private final Runnable released;
  private byte[] bytes;
  private boolean wanted = true;
  private int lent;

  /**
   * @param holder of the key that sent it
   * @param bytes the body is the first {@code length} of them
   * @param released is run once, when they are forgotten
   */
  public RequestBody(String holder, byte[] bytes, int length, Runnable released) {
    this.holder = holder;
    this.bytes = bytes;
    this.length = length;
    this.released = released;
  }

  /** A body of the gateway's own, that nobody counts. */
  static RequestBody of(byte[] bytes) {
    return new RequestBody("", bytes, bytes.length, () -> {});
  }

  /** Of the key that sent it; empty for the gateway's own. */
  public String holder() {
    return holder;
  }

  public int length() {
    return length;
  }

  byte[] bytes() {
    if (bytes == null) {
      throw new IllegalStateException("the body was let go");
    }
    return bytes;
  }

  /** It is being sent, and is kept until {@link #giveBack}. */
  public void lend() {
    lent++;
  }

  /** It is not being sent any more. */
  public void giveBack() {
    lent--;
    forget();
  }

  /** No further attempt will be made; may be said more than once. */
  public void letGo() {
    wanted = false;
    forget();
  }

  /** Its request is over, whatever is still being sent; may be said more than once. */
  public void close() {
    lent = 0;
    letGo();
  }

  private void forget() {
    if (!wanted && lent == 0 && bytes != null) {
      bytes = null;
      released.run();
    }
  }
}
