package ai.gatewayz.providers.evidence.body;

/** Whether a gateway only passes on what a host behind it said. */
public enum Host {
  /** the provider speaks for itself */
  NONE,
  /** one host of several: the next request may meet another */
  ONE_OF_SEVERAL,
  /** the only host that the model's id names */
  THE_ONLY_ONE
}
