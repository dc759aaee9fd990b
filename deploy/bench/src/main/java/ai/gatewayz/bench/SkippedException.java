package ai.gatewayz.bench;

/** A benchmark that cannot run here; the message says what it needs. */
public final class SkippedException extends Exception {

  private static final long serialVersionUID = 1;

  public SkippedException(String needs) {
    super(needs);
  }
}
