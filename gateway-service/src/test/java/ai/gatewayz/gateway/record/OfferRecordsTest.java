package ai.gatewayz.gateway.record;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OfferRecordsTest {

  private static final Offer OFFER = chat("together", "a/model");
  private static final OfferView VIEW = new OfferView(OFFER, null);

  private Instant now = NOON;
  private final OfferRecords records =
      new OfferRecords(
          new InstantSource() {
            @Override
            public Instant instant() {
              return now;
            }
          });

  private void seen(Finding finding) {
    records.add(new Seen(OFFER.key(), finding, null, Duration.ofSeconds(1), 0, true));
  }

  private void streamed(long ttftMillis, long tookMillis, long tokens, boolean ordinary) {
    records.add(
        new Seen(
            OFFER.key(),
            Finding.ANSWERED,
            Duration.ofMillis(ttftMillis),
            Duration.ofMillis(tookMillis),
            tokens,
            ordinary));
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  @Test
  void whatNobodyHasSeenIsNotKnown() {
    assertEquals(Lately.UNSEEN, records.of(VIEW));
    seen(Finding.CONTENT_REFUSED);
    seen(Finding.RATE_LIMITED);
    assertEquals(Lately.UNSEEN, records.of(VIEW), "they say nothing of whether it works");
    assertEquals(0, records.uses(VIEW));
  }

  @Test
  void uptimeIsTheShareOfAttemptsThatWereAnswered() {
    seen(Finding.SERVER_ERROR);
    after(Duration.ofMinutes(10));
    for (int i = 0; i < 3; i++) {
      seen(Finding.ANSWERED);
    }
    Lately lately = records.of(VIEW);
    assertEquals(100.0, lately.uptime5m());
    assertEquals(75.0, lately.uptime30m());
    assertEquals(75.0, lately.uptime1d());
    assertEquals(4, records.uses(VIEW));

    after(Duration.ofMinutes(25));
    assertNull(records.of(VIEW).uptime5m());
    assertEquals(100.0, records.of(VIEW).uptime30m());
    after(Duration.ofHours(23));
    assertNull(records.of(VIEW).uptime30m());
    assertEquals(75.0, records.of(VIEW).uptime1d());
    after(Duration.ofHours(2));
    assertEquals(Lately.UNSEEN, records.of(VIEW));
  }

  @Test
  void timesAreOfHalfAnHour() {
    for (int i = 1; i <= 100; i++) {
      streamed(i, i + 1_000, 101, true);
    }
    Lately lately = records.of(VIEW);
    // Of the last 64.
    assertEquals(new Percentiles(68, 84, 94, 100), lately.latency());
    assertEquals(100.0, lately.throughput().p50(), 0.01);
    after(Duration.ofMinutes(31));
    assertNull(records.of(VIEW).latency());
    assertNull(records.of(VIEW).throughput());
  }

  @Test
  void whatIsAskedForInAnOwnWayTakesATimeOfItsOwn() {
    streamed(9_000, 10_000, 101, false);
    assertNull(records.of(VIEW).latency());
    assertEquals(100.0, records.of(VIEW).throughput().p50(), 0.01);
    streamed(100, 100, 50, true);
    streamed(100, 200, 1, true);
    assertEquals(
        100.0, records.of(VIEW).throughput().p99(), 0.01, "no time, or no token, no speed");
  }

  @Test
  void aVerdictSpeaksWhereNoTrafficDoes() {
    OfferView works = new OfferView(OFFER, verdict(OFFER, State.AVAILABLE, 1));
    OfferView dead = new OfferView(OFFER, verdict(OFFER, State.UNAVAILABLE, 1));
    after(Duration.ofMinutes(10));
    Lately lately = records.of(works);
    assertNull(lately.uptime5m(), "nobody has looked");
    assertEquals(100.0, lately.uptime30m());
    assertEquals(100.0, lately.uptime1d());
    assertEquals(new Percentiles(250, 250, 250, 250), lately.latency());
    assertEquals(0.0, records.of(dead).uptime30m());
    assertNull(records.of(new OfferView(OFFER, verdict(OFFER, State.DEGRADED, 1))).uptime1d());

    seen(Finding.TIMED_OUT);
    assertEquals(0.0, records.of(works).uptime30m(), "traffic knows better");
  }

  @Test
  void ofVeryManyOffersTheLastAreRemembered() {
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(1);
      records.add(
          new Seen(
              new OfferKey("together", "a/" + i),
              Finding.ANSWERED,
              null,
              Duration.ofSeconds(1),
              0,
              true));
    }
    assertTrue(records.size() <= 4_096, "remembered " + records.size());
    assertEquals(1, records.uses(new OfferView(chat("together", "a/9999"), null)));
    assertEquals(0, records.uses(new OfferView(chat("together", "a/0"), null)));
  }
}
