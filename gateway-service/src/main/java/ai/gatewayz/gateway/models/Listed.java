package ai.gatewayz.gateway.models;

import ai.gatewayz.health.contract.Availability;
import java.util.Locale;

/**
 * What the list says of a model or an offer, from the best to the worst: health's verdict, or that
 * this gateway has no key for the provider and so cannot use the offer, whatever health found.
 */
public enum Listed {
  AVAILABLE,
  DEGRADED,
  UNKNOWN,
  UNPROBEABLE,
  COLD,
  UNAVAILABLE,
  UNCONFIGURED;

  static Listed of(Availability.State state) {
    return switch (state) {
      case AVAILABLE -> AVAILABLE;
      case DEGRADED -> DEGRADED;
      case UNKNOWN -> UNKNOWN;
      case UNPROBEABLE -> UNPROBEABLE;
      case COLD -> COLD;
      case UNAVAILABLE -> UNAVAILABLE;
    };
  }

  /** Whether it answers a request now, if perhaps not every one. */
  public boolean answers() {
    return this == AVAILABLE || this == DEGRADED;
  }

  /** As in the JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
