package ai.gatewayz.providers;

import java.util.Objects;

/**
 * A provider's key. Its text is only had by asking for it, so that no log, event or error shows it
 * by accident.
 */
public final class ApiKey {

  private final String text;

  public ApiKey(String text) {
    this.text = Objects.requireNonNull(text, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a key cannot be blank");
    }
  }

  /** The key itself; only for the header of a request to its provider. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
