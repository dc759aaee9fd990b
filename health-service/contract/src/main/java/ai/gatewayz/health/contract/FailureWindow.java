package ai.gatewayz.health.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Which offers fail at one gateway replica, and which of them answer again: the value of {@code
 * gatewayz.gateway.failures}. A replica where none does says so every few seconds, so that the
 * others know how many there are.
 *
 * @param replica names the gateway process, so that it can skip its own windows
 */
public record FailureWindow(String replica, Instant from, Instant to, List<Failure> offers) {

  public FailureWindow {
    offers = offers == null ? List.of() : List.copyOf(offers);
  }

  /**
   * One offer.
   *
   * @param findings attempts per finding, by its JSON name: failures alone, or answers alone where
   *     it failed before
   */
  public record Failure(String provider, String id, Map<String, Long> findings) {

    public Failure {
      findings = findings == null ? Map.of() : Map.copyOf(findings);
    }
  }
}
