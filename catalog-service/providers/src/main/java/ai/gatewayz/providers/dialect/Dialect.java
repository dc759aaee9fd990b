package ai.gatewayz.providers.dialect;

import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;

/**
 * What is particular about one kind of provider. All answer OpenAI-shaped completions; they differ
 * in everything around that, and what is not said here is as at OpenAI. Holds no state, and is
 * equal to every other of its kind.
 */
public interface Dialect {

  /** What the settings call it, in lower case. */
  String name();

  /** How its offers are listed. */
  Lister lister(InstantSource clock);

  /** Whether the model list can be read by anyone. */
  default boolean listsWithoutKey() {
    return false;
  }

  default KeyHeader key() {
    return KeyHeader.BEARER;
  }

  /** What its errors mean where they mean something else than at others. */
  default ErrorSigns errors() {
    return ErrorSigns.USUAL;
  }

  /** What the body of a request to it needs. */
  default BodyRules body() {
    return BodyRules.USUAL;
  }

  /** The routing suffixes that it understands behind the name of a model. */
  default Suffixes suffixes() {
    return Suffixes.NONE;
  }

  /** How it may be asked for the sake of finding out what answers. */
  default ProbeRules probes() {
    return ProbeRules.USUAL;
  }

  /** How it is asked for what its models can do. */
  default CapabilityRules capabilities() {
    return CapabilityRules.USUAL;
  }

  /** Where it answers an operation, below its base URL. */
  default String path(Operation operation) {
    return operation.path();
  }

  /**
   * Whether it is said to serve a protocol beside chat completions, at {@link Protocol#path} below
   * its base URL. Not each of its models has to.
   */
  default boolean speaks(Protocol protocol) {
    return false;
  }
}
