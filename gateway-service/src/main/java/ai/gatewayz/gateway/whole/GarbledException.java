package ai.gatewayz.gateway.whole;

/** Nothing that an answer could hold. */
public final class GarbledException extends Exception {

  private static final long serialVersionUID = 1L;

  public GarbledException(String what) {
    super(what);
  }
}
