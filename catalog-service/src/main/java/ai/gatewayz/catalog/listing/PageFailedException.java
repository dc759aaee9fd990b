package ai.gatewayz.catalog.listing;

import java.time.Duration;
import java.util.Optional;

/** A page could not be read. The message is for operators and holds no text of the provider. */
class PageFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PageFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Asking again is of no use. */
  static final class Final extends PageFailedException {
    private static final long serialVersionUID = 1L;

    Final(String message) {
      super(message, null);
    }
  }

  /** Asking again may help. */
  static final class Passing extends PageFailedException {
    private static final long serialVersionUID = 1L;
    private final transient Duration wait;

    /**
     * @param wait as told by the provider; null where it tells none
     */
    Passing(String message, Duration wait, Throwable cause) {
      super(message, cause);
      this.wait = wait;
    }

    Optional<Duration> told() {
      return Optional.ofNullable(wait);
    }
  }
}
