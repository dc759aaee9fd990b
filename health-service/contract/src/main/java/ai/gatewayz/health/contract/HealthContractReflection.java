package ai.gatewayz.health.contract;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Tells native builds which types of this contract are read and written as JSON. */
@RegisterForReflection(
    targets = {
      Availability.class,
      Availability.State.class,
      Availability.Source.class,
      CapabilityVerdict.class,
      CapabilityVerdict.State.class,
      AvailabilityTransition.class,
      OutcomeWindow.class,
      TrafficWindow.class,
      TrafficWindow.Outcome.class,
      FailureWindow.class,
      FailureWindow.Failure.class
    })
final class HealthContractReflection {
  private HealthContractReflection() {}
}
