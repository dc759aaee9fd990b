package ai.gatewayz.catalog.caller;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Tells native builds which of these types are read and written as JSON. */
@RegisterForReflection(targets = {CallerKey.class, CallerKey.Digest.class, Patterns.class})
final class CallerReflection {
  private CallerReflection() {}
}
