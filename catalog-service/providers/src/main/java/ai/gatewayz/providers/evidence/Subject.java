package ai.gatewayz.providers.evidence;

/** Whom a finding is about. Only findings about the model can make an offer unavailable. */
public enum Subject {
  /** the model at that provider */
  MODEL,
  /** our account at that provider: key, credits, permission, rate */
  ACCOUNT,
  /** what the user asked */
  REQUEST,
  /** the moment: overload, network, a passing fault */
  MOMENT
}
