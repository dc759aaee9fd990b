package ai.gatewayz.health.account;

import ai.gatewayz.health.evidence.Evidence;
import ai.gatewayz.health.evidence.Finding;
import ai.gatewayz.health.evidence.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How our account at each provider stands. While something is wrong with it, asking goes on slowly:
 * with the wait that the provider names, or one that doubles.
 */
@ApplicationScoped
public class AccountFacts {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;

  private final InstantSource clock;
  private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

  AccountFacts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param finding what is wrong
   * @param times how often in a row
   * @param until when to ask again
   */
  public record Trouble(Finding finding, int times, Instant since, Instant until) {}

  /** An answer of the provider to one of our questions. */
  public void observed(String provider, Evidence evidence) {
    if (aboutAccount(evidence.finding())) {
      Instant now = clock.instant();
      troubles.compute(provider, (id, before) -> next(before, evidence, now));
    } else if (evidence.finding().subject() == Subject.MODEL) {
      // The provider talks to us again.
      troubles.remove(provider);
    }
  }

  /** What is wrong now; empty where nothing is known to be. */
  public Optional<Trouble> trouble(String provider) {
    return Optional.ofNullable(troubles.get(provider));
  }

  /** Whether to leave the provider alone for now. */
  public boolean paused(String provider) {
    Trouble trouble = troubles.get(provider);
    return trouble != null && clock.instant().isBefore(trouble.until());
  }

  private static Trouble next(Trouble before, Evidence evidence, Instant now) {
    int times = before == null ? 1 : before.times() + 1;
    Duration own = FIRST.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
    Duration capped = own.compareTo(LONGEST) < 0 ? own : LONGEST;
    Instant until = now.plus(evidence.retryAfter().filter(wait -> !wait.isZero()).orElse(capped));
    // A wait that was longer already is not cut short.
    Instant longest = before != null && before.until().isAfter(until) ? before.until() : until;
    return new Trouble(evidence.finding(), times, before == null ? now : before.since(), longest);
  }

  /** Whether one model's licence or plan is meant does not matter to the others. */
  private static boolean aboutAccount(Finding finding) {
    return finding.subject() == Subject.ACCOUNT && finding != Finding.GATED;
  }
}
