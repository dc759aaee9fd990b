package ai.gatewayz.gateway.usage;

import java.util.Locale;

/** How a request ended for its caller. */
public enum Result {
  /** answered to the end */
  DELIVERED,
  /** begun, and broken off by the provider or by a limit; the caller was told */
  PARTIAL,
  /** the caller left, or did not read */
  ABANDONED,
  /** an error in place of an answer */
  FAILED;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
