package ai.gatewayz.gateway.feed;

import java.util.Locale;

/** Why an event was not taken. */
enum Skip {
  /** it has no key, or one that is not {@code provider:id} */
  BAD_KEY,
  /** it is of a type that this version does not know */
  OTHER_TYPE,
  /** it is not the JSON of its type, or lacks what the type cannot do without */
  MALFORMED,
  /** its content is about another offer than its key */
  KEY_MISMATCH;

  /** The value of the metric tag {@code reason}. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
