package ai.gatewayz.health.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.contract.CapabilityVerdict.State;
import ai.gatewayz.providers.capability.Shown;
import ai.gatewayz.providers.capability.Shown.Reason;
import ai.gatewayz.providers.capability.Shown.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityPolicyTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration CONFIRM = Duration.ofMinutes(10);
  private static final Shown SHOWN = new Shown(Result.VERIFIED, null, null);
  private static final Shown NOT = new Shown(Result.REFUTED, Reason.IGNORED, null);

  private final CapabilityPolicy policy = new CapabilityPolicy(WEEK, CONFIRM);
  private final Offer offer =
      Offers.of(
          "together",
          "a/b",
          Set.of(Capability.CHAT, Capability.TOOLS, Capability.VISION),
          Price.FREE,
          List.of());

  private Optional<Capability> due(Capabilities held, Instant now) {
    return policy.due(offer, held, now).map(CapabilityPolicy.Due::capability);
  }

  private static Capabilities test(Capabilities held, Shown shown, Instant at) {
    return held.asked(Capability.TOOLS, at).answered(Capability.TOOLS, shown, 200, at);
  }

  private static State tools(Capabilities held) {
    return held.of(Capability.TOOLS).verdict().state();
  }

  @Test
  void whatIsDeclaredIsAskedForOneByOneAndNothingElse() {
    Capabilities held = Capabilities.NONE;
    assertEquals(Optional.of(Capability.TOOLS), due(held, NOON));
    held = held.asked(Capability.TOOLS, NOON).answered(Capability.TOOLS, SHOWN, 200, NOON);
    assertEquals(Optional.of(Capability.VISION), due(held, NOON));
    held = held.asked(Capability.VISION, NOON).answered(Capability.VISION, SHOWN, 200, NOON);
    assertEquals(Optional.empty(), due(held, NOON));
    assertEquals(Optional.empty(), due(held, NOON.plus(WEEK).minusMillis(1)));
    assertEquals(Optional.of(Capability.TOOLS), due(held, NOON.plus(WEEK)));
  }

  @Test
  void oneAnswerVerifiesAndTwoInARowRefute() {
    Capabilities held = test(Capabilities.NONE, NOT, NOON);
    assertEquals(State.DECLARED, tools(held));
    assertEquals(Map.of(), held.told());
    held = test(held, NOT, NOON.plus(CONFIRM));
    assertEquals(State.REFUTED, tools(held));
    CapabilityVerdict told = held.told().get(Capability.TOOLS);
    assertEquals("ignored", told.reason());
    assertEquals(NOON.plus(CONFIRM), told.at());
    held = test(held, SHOWN, NOON.plus(WEEK));
    assertEquals(State.VERIFIED, tools(held));
    assertNull(held.told().get(Capability.TOOLS).reason());
  }

  @Test
  void whatWasVerifiedStandsUntilTheContraryIsSure() {
    Capabilities held = test(test(Capabilities.NONE, SHOWN, NOON), NOT, NOON.plus(WEEK));
    assertEquals(State.VERIFIED, tools(held));
    assertEquals(
        Optional.of(Capability.TOOLS),
        due(held.asked(Capability.VISION, NOON.plus(WEEK)), NOON.plus(WEEK).plus(CONFIRM)));
    held = test(held, SHOWN, NOON.plus(WEEK).plus(CONFIRM));
    held = test(held, NOT, NOON.plus(WEEK.multipliedBy(2)));
    assertEquals(State.VERIFIED, tools(held), "a doubt that was cleared counts no more");
  }

  @Test
  void whatShowsNothingChangesNothingAndIsAskedForEverMoreRarely() {
    Capabilities held = test(Capabilities.NONE, SHOWN, NOON);
    Duration before = CONFIRM;
    for (int i = 0; i < 20; i++) {
      held = test(held, Shown.NOTHING, NOON);
      assertEquals(State.VERIFIED, tools(held));
      Duration wait = policy.wait(held.of(Capability.TOOLS));
      assertTrue(wait.compareTo(before) > 0 || wait.equals(WEEK), wait::toString);
      before = wait;
    }
    assertEquals(WEEK, before);
  }

  @Test
  void aSuspicionBringsTheTestForwardAndFalseAlarmsLessAndLess() {
    Capabilities held =
        test(Capabilities.NONE, SHOWN, NOON).asked(Capability.VISION, NOON.plus(WEEK));
    Instant now = NOON.plus(CONFIRM);
    held = held.suspected(Capability.TOOLS);
    assertEquals(State.VERIFIED, tools(held), "what callers meet is no evidence");
    assertEquals(Optional.empty(), due(held, now.minusMillis(1)));
    assertEquals(Optional.of(Capability.TOOLS), due(held, now));
    Duration before = CONFIRM;
    for (int i = 0; i < 15; i++) {
      held = test(held, SHOWN, now).suspected(Capability.TOOLS);
      Duration wait = policy.wait(held.of(Capability.TOOLS));
      assertTrue(wait.compareTo(before) > 0 || wait.equals(WEEK), wait::toString);
      before = wait;
    }
    assertEquals(WEEK, before);
    Capabilities chat = held.suspected(Capability.CHAT);
    assertEquals(held, chat, "what cannot be tested is not doubted");
  }

  /** Whatever was seen in whatever order: not twice in the shortest wait, nor in its own. */
  @Test
  void nothingIsAskedForTwiceInItsInterval() {
    Random random = new Random(7);
    Shown[] answers = {SHOWN, NOT, Shown.NOTHING};
    for (int run = 0; run < 200; run++) {
      Capabilities held = Capabilities.NONE;
      Instant now = NOON;
      Instant asked = null;
      boolean calm = false;
      for (int i = 0; i < 200; i++) {
        now = now.plusSeconds(random.nextInt(100_000));
        if (random.nextInt(4) == 0) {
          held = held.suspected(Capability.TOOLS);
          calm = false;
        }
        if (due(held, now).equals(Optional.of(Capability.TOOLS))) {
          Duration least = calm ? WEEK : CONFIRM;
          Instant then = now;
          Instant last = asked;
          assertTrue(last == null || !last.plus(least).isAfter(now), () -> last + " and " + then);
          Shown answer = answers[random.nextInt(answers.length)];
          held = test(held, answer, now);
          asked = now;
          calm = held.of(Capability.TOOLS).doubts() == 0 && answer.result() != Result.INCONCLUSIVE;
        }
        held = held.asked(Capability.VISION, now);
      }
    }
  }

  @Test
  void whatNobodyTestsAnyMoreLapses() {
    Capabilities held = test(test(Capabilities.NONE, NOT, NOON), NOT, NOON);
    assertEquals(held, policy.lapsed(held, NOON.plus(WEEK.multipliedBy(4))));
    Capabilities lapsed = policy.lapsed(held, NOON.plus(WEEK.multipliedBy(4)).plusMillis(1));
    assertEquals(State.DECLARED, tools(lapsed));
    assertEquals(Map.of(), lapsed.told());
  }

  /** What was announced and what was written down are put together, whichever is newer. */
  @Test
  void whatIsNewerCounts() {
    Capabilities announced = Capabilities.restored(test(Capabilities.NONE, SHOWN, NOON).told());
    assertEquals(State.VERIFIED, tools(announced));
    assertEquals(Optional.empty(), due(announced.asked(Capability.VISION, NOON), NOON));
    Capabilities written = test(test(announced, NOT, NOON.plus(WEEK)), NOT, NOON.plus(WEEK));
    assertEquals(State.REFUTED, tools(announced.newest(written)));
    assertEquals(State.REFUTED, tools(written.newest(announced)));
    assertEquals(written, Capabilities.NONE.newest(written));
  }
}
