package ai.gatewayz.gateway.stream;

/** The room that one answer takes of what all may take together. Of one event loop. */
public interface Room {

  /**
   * Says how much it takes from now on, more or less than before.
   *
   * @return false where there is not so much, and it takes what it took before
   */
  boolean take(long bytes);

  /** It takes none any more, for good. */
  void leave();
}
