package ai.gatewayz.providers.dialect;

/**
 * How a provider may be asked for the sake of finding out what answers, beside what is configured.
 */
public interface ProbeRules {

  /** As often as configured, whatever the model. */
  ProbeRules USUAL = new ProbeRules() {};

  /** A bound that is none. */
  double ANY = -1;

  /** Whether it has the operation at all, whatever its offers are known to do. */
  default boolean answers(Operation operation) {
    return true;
  }

  /**
   * How many units of concurrency a question to a model takes, at least one.
   *
   * @param id the provider's own id of the model
   */
  default int units(String id) {
    return 1;
  }

  /** Questions to models that are free; {@link #ANY}: as many as others. */
  default double freePerMinute() {
    return ANY;
  }

  /** The same for a day (UTC). */
  default long freePerDay() {
    return Long.MAX_VALUE;
  }
}
