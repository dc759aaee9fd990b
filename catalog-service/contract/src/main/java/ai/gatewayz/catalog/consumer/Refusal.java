package ai.gatewayz.catalog.consumer;

import java.util.Locale;

/** Why a record was not taken. */
public enum Refusal {
  /** it has no key, or one that does not name what it is about */
  BAD_KEY,
  /** it is of a type that this version does not know: nothing is wrong with it */
  OTHER_TYPE,
  /** it is not the JSON of its type, or lacks what the type cannot do without */
  MALFORMED,
  /** its content is about something else than its key */
  KEY_MISMATCH,
  /** a text, a number, an instant, a version or its own size is beyond what any real one is */
  OUT_OF_BOUNDS,
  /** it was sound, and yet could not be dealt with */
  FAILED;

  /** The value of the metric tag {@code reason}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
