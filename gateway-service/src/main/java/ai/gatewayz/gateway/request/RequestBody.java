package ai.gatewayz.gateway.request;

/**
 * The bytes of a request, held once and only for as long as an attempt may need them. Of one thread
 * at a time.
 */
public final class RequestBody {

  /** What bodies may take together, of which this one has its share. */
  public interface Memory {

    /** For bodies that nobody counts. */
    Memory ENDLESS =
        new Memory() {
          @Override
          public boolean reserve(long bytes) {
            return true;
          }

          @Override
          public void giveBack(long bytes) {}

          @Override
          public long most() {
            return Long.MAX_VALUE;
          }
        };

    /** Reserves so many bytes beside the body, or none; they go back with it at the latest. */
    boolean reserve(long bytes);

    void giveBack(long bytes);

    /** What one body may ever have, itself included. */
    long most();
  }

  private final String holder;
  private final int length;
  private final Runnable released;
  private final Memory memory;

  /** The one whose life this shares; itself where it has its own. */
  private final RequestBody owner;

  private byte[] bytes;
  private String contentType = "";
  private RequestBody translation;
  private boolean wanted = true;
  private int lent;

  /**
   * @param holder of the key that sent it
   * @param bytes the body is the first {@code length} of them
   * @param released is run once, when they are forgotten
   */
  public RequestBody(String holder, byte[] bytes, int length, Runnable released) {
    this(holder, bytes, length, released, Memory.ENDLESS);
  }

  /**
   * @param memory for what is made of it
   */
  public RequestBody(String holder, byte[] bytes, int length, Runnable released, Memory memory) {
    this.holder = holder;
    this.bytes = bytes;
    this.length = length;
    this.released = released;
    this.memory = memory;
    this.owner = this;
  }

  private RequestBody(RequestBody owner, byte[] bytes) {
    this.holder = owner.holder;
    this.bytes = bytes;
    this.length = bytes.length;
    this.released = owner.released;
    this.memory = owner.memory;
    this.owner = owner;
  }

  /** For what is made of it. */
  Memory memory() {
    return memory;
  }

  /**
   * A translation of it, which is held as long as this is: whatever is said of the one is said of
   * both.
   */
  public RequestBody translatedTo(byte[] other) {
    translation = new RequestBody(this, other);
    return translation;
  }

  /** A body of the gateway's own, that nobody counts. */
  static RequestBody of(byte[] bytes) {
    return new RequestBody("", bytes, bytes.length, () -> {});
  }

  /** Of the key that sent it; empty for the gateway's own. */
  public String holder() {
    return holder;
  }

  /** It is no JSON, and goes to providers as what it is. */
  void is(String type) {
    contentType = type;
  }

  /** Empty for JSON. */
  public String contentType() {
    return contentType;
  }

  public int length() {
    return length;
  }

  /** Not to be written to; the body is the first {@link #length} of them. */
  public byte[] bytes() {
    if (bytes == null) {
      throw new IllegalStateException("the body was let go");
    }
    return bytes;
  }

  /** It is being sent, and is kept until {@link #giveBack}. */
  public void lend() {
    owner.lent++;
  }

  /** It is not being sent any more. */
  public void giveBack() {
    owner.lent--;
    owner.forget();
  }

  /** No further attempt will be made; may be said more than once. */
  public void letGo() {
    owner.wanted = false;
    owner.forget();
  }

  /** Its request is over, whatever is still being sent; may be said more than once. */
  public void close() {
    owner.lent = 0;
    letGo();
  }

  private void forget() {
    if (!wanted && lent == 0 && bytes != null) {
      bytes = null;
      if (translation != null) {
        translation.bytes = null;
      }
      released.run();
    }
  }
}
