package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * An offer and the verdict on it.
 *
 * @param availability null where health has never said anything about it
 */
public record OfferView(Offer offer, Availability availability) {

  /**
   * The reason of an offer of which faults of the moment have lasted: it is down, and nothing says
   * that it is no more.
   */
  private static final String FAILING = "failing";

  /** What has not answered for longer than this is not down but dead. */
  private static final Duration LONGEST_FAULT = Duration.ofDays(1);

  /**
   * Whether it can be expected to answer: it is not known to be dead, asleep, or closed to our
   * account. One that fails and answered lately can: else an outage of all providers would be
   * nobody's fault as soon as it is known.
   */
  public boolean promised(Instant now) {
    return switch (state()) {
      case AVAILABLE, DEGRADED, UNKNOWN -> true;
      case UNPROBEABLE -> !because(Finding.GATED.label());
      case UNAVAILABLE -> because(FAILING) && answeredSince(now.minus(LONGEST_FAULT));
      case COLD -> false;
    };
  }

  private boolean because(String reason) {
    return availability != null && reason.equals(availability.reason());
  }

  private boolean answeredSince(Instant when) {
    return availability.lastVerified() != null && availability.lastVerified().isAfter(when);
  }

  /** {@link Availability.State#UNKNOWN} where there is no verdict: no data is never "down". */
  public Availability.State state() {
    return availability == null ? Availability.State.UNKNOWN : availability.state();
  }

  /**
   * What is held of a capability: as it was tested, else as it is declared; null where its list
   * does not declare it and nothing else is known.
   */
  public CapabilityVerdict capability(Capability capability) {
    CapabilityVerdict tested =
        availability == null ? null : availability.capabilities().get(capability);
    return tested != null && tested.state() != CapabilityVerdict.State.DECLARED
        ? tested
        : offer.can(capability) ? CapabilityVerdict.LISTED : null;
  }

  /** Whether an answer has shown that it has the capability. */
  public boolean verified(Capability capability) {
    return is(capability, CapabilityVerdict.State.VERIFIED);
  }

  /** Whether answers have shown that it does not have the capability, whatever its list says. */
  public boolean refuted(Capability capability) {
    return is(capability, CapabilityVerdict.State.REFUTED);
  }

  private boolean is(Capability capability, CapabilityVerdict.State state) {
    if (availability == null || availability.capabilities().isEmpty()) {
      return false;
    }
    CapabilityVerdict tested = availability.capabilities().get(capability);
    return tested != null && tested.state() == state;
  }

  /** Whether it is held to have the capability. */
  public boolean can(Capability capability) {
    return offer.can(capability) ? !refuted(capability) : verified(capability);
  }

  /** All that it is held to have. */
  public Set<Capability> capabilities() {
    if (availability == null || availability.capabilities().isEmpty()) {
      return offer.capabilities().keySet();
    }
    Set<Capability> held = EnumSet.noneOf(Capability.class);
    for (Capability each : Capability.values()) {
      if (can(each)) {
        held.add(each);
      }
    }
    return held;
  }

  public OfferKey key() {
    return offer.key();
  }
}
