package ai.gatewayz.health.capability;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.capability.Shown;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is held of the capabilities of one offer; those that nobody asked for are not in it. */
public record Capabilities(Map<Capability, Tested> tested) {

  public static final Capabilities NONE = new Capabilities(Map.of());

  public Capabilities {
    tested =
        tested.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<>(Map.copyOf(tested)));
  }

  /** As they were last announced. */
  public static Capabilities restored(Map<Capability, CapabilityVerdict> told) {
    Map<Capability, Tested> tested = new EnumMap<>(Capability.class);
    told.forEach(
        (capability, verdict) -> {
          if (CapabilityQuestion.TESTED.contains(capability)) {
            tested.put(capability, new Tested(verdict, verdict.at(), 0, 0, 0, false));
          }
        });
    return new Capabilities(tested);
  }

  public Tested of(Capability capability) {
    return tested.getOrDefault(capability, Tested.NEVER);
  }

  public Capabilities asked(Capability capability, Instant now) {
    return with(capability, of(capability).askedAt(now));
  }

  public Capabilities answered(Capability capability, Shown shown, int httpStatus, Instant at) {
    return with(capability, of(capability).answered(shown, httpStatus, at));
  }

  /** Callers were refused for it. What cannot be asked for is not doubted either. */
  public Capabilities suspected(Capability capability) {
    return CapabilityQuestion.TESTED.contains(capability)
        ? with(capability, of(capability).suspicious())
        : this;
  }

  /** Without what was last seen before then. */
  public Capabilities lapsed(Instant before) {
    return each(
        held ->
            held.verdict().at() != null && held.verdict().at().isBefore(before)
                ? held.lapsed()
                : held);
  }

  /** Of each what was asked for last, of these and of others that were kept elsewhere. */
  public Capabilities newest(Capabilities others) {
    Map<Capability, Tested> newest = new EnumMap<>(Capability.class);
    newest.putAll(tested);
    others.tested.forEach(
        (capability, other) ->
            newest.merge(
                capability, other, (one, two) -> newer(two.asked(), one.asked()) ? two : one));
    return new Capabilities(newest);
  }

  /** Also where both are the same: the database knows more of it than what was announced. */
  private static boolean newer(Instant one, Instant other) {
    return one != null && (other == null || !one.isBefore(other));
  }

  /** What is announced of them. */
  public Map<Capability, CapabilityVerdict> told() {
    Map<Capability, CapabilityVerdict> told = new EnumMap<>(Capability.class);
    tested.forEach(
        (capability, held) -> {
          if (held.verdict().state() != State.DECLARED) {
            told.put(capability, held.verdict());
          }
        });
    return told;
  }

  private Capabilities with(Capability capability, Tested held) {
    Map<Capability, Tested> next = new EnumMap<>(Capability.class);
    next.putAll(tested);
    next.put(capability, held);
    return new Capabilities(next);
  }

  private Capabilities each(UnaryOperator<Tested> step) {
    Map<Capability, Tested> next = new EnumMap<>(Capability.class);
    tested.forEach((capability, held) -> next.put(capability, step.apply(held)));
    return next.equals(tested) ? this : new Capabilities(next);
  }
}
