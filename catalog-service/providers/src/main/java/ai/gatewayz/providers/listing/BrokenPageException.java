package ai.gatewayz.providers.listing;

/** The body of a page is not a list that can be read to its end. Holds no text of the provider. */
public final class BrokenPageException extends Exception {
  private static final long serialVersionUID = 1L;

  public BrokenPageException(String message, Throwable cause) {
    super(message, cause);
  }
}
