package ai.gatewayz.gateway.alias;

import java.util.Locale;

/** Which of an alias's models comes first. */
public enum AliasPolicy {
  /** the first that works, as they are written */
  IN_ORDER,
  /** the cheapest offer of any of them */
  CHEAPEST,
  /** the offer of any of them that begins to answer first */
  FASTEST;

  /** As in the JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
