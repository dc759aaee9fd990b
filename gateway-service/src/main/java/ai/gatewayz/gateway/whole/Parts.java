package ai.gatewayz.gateway.whole;

/** How many things one answer may be put together from: each takes memory beside its bytes. */
final class Parts {

  private static final int MOST = 20_000;

  private int count;

  void one() throws GarbledException {
    if (++count > MOST) {
      throw new GarbledException("more parts than any answer has");
    }
  }
}
