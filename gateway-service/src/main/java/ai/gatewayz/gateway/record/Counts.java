package ai.gatewayz.gateway.record;

/** Attempts of a time. */
record Counts(int answered, int failed) {

  /** The share that was answered, in percent; null where there was none. */
  Double percent() {
    int all = answered + failed;
    return all == 0 ? null : 100.0 * answered / all;
  }
}
