package ai.gatewayz.gateway.failover;

import ai.gatewayz.gateway.scripted.Call;
import java.time.Duration;
import java.util.List;

/**
 * The calls that one request of a caller has cost.
 *
 * @param asked of the asked model
 * @param fallback of the fallback
 */
record Tally(List<Call> asked, List<Call> fallback) {

  int all() {
    return asked.size() + fallback.size();
  }

  /** From the first call of the asked model to the second; zero where there was no second. */
  Duration between() {
    return asked.size() < 2
        ? Duration.ZERO
        : Duration.ofNanos(asked.get(1).at() - asked.getFirst().at());
  }
}
