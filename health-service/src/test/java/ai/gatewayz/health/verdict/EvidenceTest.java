package ai.gatewayz.health.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who says so: the list tells by whom an offer was verified. */
class EvidenceTest {

  private final VerdictPolicy policy = new VerdictPolicy(VerdictSettings.DEFAULTS);
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private Verdict verdict = Verdict.unknown(now);

  private Source see(Finding finding, Source source) {
    now = now.plusSeconds(30);
    verdict =
        policy.apply(verdict, new Observation(now, source, finding, 1, 0, Optional.empty(), null));
    return verdict.evidence();
  }

  @Test
  void whoVerifiedItLastIsTold() {
    assertNull(verdict.evidence());
    assertEquals(Source.PROBE, see(Finding.ANSWERED, Source.PROBE));
    assertEquals(Source.TRAFFIC, see(Finding.ANSWERED, Source.TRAFFIC));
    assertEquals(Source.TRAFFIC, see(Finding.SERVER_ERROR, Source.PROBE));
  }

  @Test
  void ofWhatDoesNotAnswerWhatDecidedIsTold() {
    assertEquals(Source.LISTING, see(Finding.COLD, Source.LISTING));
    see(Finding.MODEL_GONE, Source.TRAFFIC);
    assertEquals(Source.PROBE, see(Finding.MODEL_GONE, Source.PROBE));
  }

  /** Too dear to ask: callers verify it. */
  @Test
  void whatCannotBeAskedIsVerifiedByTraffic() {
    verdict = policy.unprobeable(verdict, "too_dear", now);
    assertNull(verdict.evidence());
    assertEquals(Source.TRAFFIC, see(Finding.ANSWERED, Source.TRAFFIC));
  }
}
