package ai.gatewayz.health.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.featherless.Featherless;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.together.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneTest {

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  private boolean asks(Lane lane, int units) {
    return !lane.busy(false, now) && lane.take(units, false, now);
  }

  /** Whatever is asked for, and however the replicas of a fleet divide the offers. */
  @Test
  void aFleetIsNeverFasterThanTheLimit() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double perSecond = 0.1 + random.nextDouble() * 5;
      Limits limits = new Limits(perSecond, 8, -1, 0);
      Lane[] lanes = {new Lane(limits, now), new Lane(limits, now), new Lane(limits, now)};
      Instant start = now;
      int asked = 0;
      for (int i = 0; i < 3_000; i++) {
        if (i % 500 == 0) {
          double first = random.nextDouble();
          double second = random.nextDouble() * (1 - first);
          lanes[0].share(first, now);
          lanes[1].share(second, now);
          lanes[2].share(1 - first - second, now);
        }
        now = now.plusMillis(random.nextInt(300));
        Lane lane = lanes[random.nextInt(3)];
        if (asks(lane, 1)) {
          lane.over(1);
          asked++;
        }
        double seconds = Duration.between(start, now).toMillis() / 1000.0;
        int burst = 3 * (int) Math.ceil(Math.max(1, perSecond));
        assertTrue(asked <= burst + seconds * perSecond, asked + " in " + seconds);
      }
    }
  }

  @Test
  void unitsAreNeverExceededAndALargeModelGoesAlone() {
    Lane lane = new Lane(new Limits(100, 4, -1, 0), now);
    assertTrue(asks(lane, 2));
    now = now.plusSeconds(1);
    assertTrue(asks(lane, 2));
    now = now.plusSeconds(1);
    assertFalse(asks(lane, 1));
    lane.over(2);
    assertFalse(asks(lane, 4));
    lane.over(2);
    assertTrue(asks(lane, 8));
    assertTrue(lane.busy(false, now.plusSeconds(1)));
  }

  @Test
  void tooFastMeansSlowerAndAnswersGiveThePaceBack() {
    Lane lane = new Lane(new Limits(10, 4, -1, 0), now);
    lane.limited(Optional.of(Duration.ofSeconds(30)), now);
    assertEquals(5, lane.perSecond());
    assertTrue(lane.busy(false, now.plusSeconds(29)));
    assertFalse(lane.busy(false, now.plusSeconds(31)));
    lane.rest(Duration.ofSeconds(1), now);
    assertTrue(lane.busy(false, now.plusSeconds(29)), "a longer rest is not cut short");
    for (int i = 0; i < 8; i++) {
      lane.taken(now);
    }
    assertEquals(10, lane.perSecond());
  }

  @Test
  void freeModelsOfOpenRouterAreSwitchedBetweenFourTimesAMinuteAtMost() {
    Lane lane = new Lane(Limits.of(new OpenRouter().probes(), 5, 4), now);
    int asked = 0;
    for (int second = 0; second < 600; second++) {
      now = now.plusSeconds(1);
      if (!lane.busy(false, now) && lane.take(1, true, now)) {
        lane.over(1);
        asked++;
      }
    }
    assertTrue(asked <= 40 && asked > 35, asked + " in ten minutes");
  }

  @Test
  void aModelsSizeIsReadFromItsName() {
    assertEquals(1, units("meta-llama/Llama-3.1-8B-Instruct"));
    assertEquals(2, units("Qwen/Qwen2.5-32B"));
    assertEquals(4, units("meta-llama/Llama-3.3-70B-Instruct"));
    assertEquals(4, units("mistralai/Mixtral-8x22B-v0.1-120b"));
    assertEquals(2, units("vendor/untold"));
    assertEquals(1, new Together().probes().units("x/70B"));
  }

  private static int units(String id) {
    return new Featherless().probes().units(id);
  }

  @Test
  void headersTellWhenHardlyAnythingIsLeft() {
    assertEquals(seconds(7), rest("x-ratelimit-remaining", "0", "x-ratelimit-reset", "7"));
    assertEquals(seconds(7), rest("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1800000007"));
    assertEquals(seconds(40), rest("ratelimit", "\"api\";r=1;t=40"));
    assertEquals(
        seconds(90),
        rest("x-ratelimit-remaining-requests", "1", "x-ratelimit-reset-requests", "1m30s"));
    assertEquals(seconds(10), rest("x-ratelimit-remaining", "0"));
    assertEquals(seconds(600), rest("x-ratelimit-remaining", "0", "x-ratelimit-reset", "86000"));
    assertTrue(rest("x-ratelimit-over-limit", "yes").isPresent());
    assertEquals(Optional.empty(), rest("x-ratelimit-reset", "1"));
    assertEquals(Optional.empty(), rest("x-ratelimit-remaining-requests", "55"));
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Optional<Duration> rest(String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return LimitHeaders.rest(all::get, Instant.ofEpochSecond(1_800_000_000));
  }
}
