package ai.gatewayz.gateway.attempt;

/** Which other candidates are left when an attempt takes long. */
public enum Others {
  NONE,
  /** only such as are known to be no quicker */
  SLOWER,
  /** one that is, or may be, quicker */
  QUICKER
}
