package ai.gatewayz.health.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Watched;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The first day of a service, and what its list is worth from then on: offers that answer whole,
 * break after their first word, answer without a choice, fail for ever, answer seven times of ten,
 * bear a wrong name, or retire.
 */
class KnownTruthTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final int RETIRING = 12;

  private final World world = new World(Configs.providers(Population.providers()), Map.of());
  private final List<Truth> truths = new Population(11).offers(17_000);

  @Test
  void whatIsListedAnswersAndNothingThatAnswersIsDead() {
    populate();
    world.run(DAY);
    theFirstPassIsOver();
    double listed = 0;
    double whole = 0;
    List<String> dead = new ArrayList<>();
    for (int hour = 0; hour < 6; hour++) {
      world.run(Duration.ofHours(1));
      for (Truth truth : truths) {
        State state = watched(truth).verdict().state();
        boolean answers = truth.at(world.now()).answers();
        if (state == State.AVAILABLE || state == State.DEGRADED) {
          listed++;
          whole += answers ? 1 : 0;
        } else if (state == State.UNAVAILABLE && answers) {
          dead.add(watched(truth).toString());
        }
      }
    }
    double share = whole / listed;
    assertTrue(listed > 6 * 12_000, "listed at six times: " + listed);
    assertTrue(share >= 0.999, "of the listed answer " + share);
    assertEquals(List.of(), dead);
    assertEquals(List.of(), world.tally().wronglyUnavailable());
  }

  private void populate() {
    for (int i = 0; i < truths.size(); i++) {
      switch (i % 100) {
        case 1 -> is(i, Condition.BROKEN);
        case 2 -> is(i, Condition.NO_CHOICES);
        case 3 -> is(i, Condition.HTML);
        case 4 -> is(i, Condition.FLAKY);
        case 5 -> is(i, Condition.GONE);
        default -> {}
      }
      world.list(truths.get(i));
    }
    Random random = new Random(11);
    for (int i = 0; i < RETIRING; i++) {
      Instant when = World.BEGINNING.plus(DAY).plusSeconds(random.nextInt(20_000));
      truths.get(random.nextInt(truths.size())).becomes(Condition.GONE, when);
    }
    for (int i = 0; i < truths.size(); i += 37) {
      world.use(truths.get(i), Duration.ofMillis(100 + i % 50_000));
    }
  }

  private void is(int index, Condition condition) {
    truths.get(index).becomes(condition, World.BEGINNING);
  }

  /** But for what its provider says is asleep, and free models, of which it takes forty a day. */
  private void theFirstPassIsOver() {
    List<String> left = new ArrayList<>();
    for (Truth truth : truths) {
      Watched watched = watched(truth);
      boolean free = truth.offer().price() instanceof Price.Free;
      if (watched.verdict().lastChecked() == null && !free) {
        left.add(watched.toString());
      }
    }
    assertEquals(List.of(), left);
    BigDecimal spent =
        world.tally().spent().entrySet().stream()
            .filter(each -> each.getKey().endsWith(" *"))
            .map(Map.Entry::getValue)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertTrue(spent.compareTo(BigDecimal.ONE) <= 0, () -> spent + " USD");
  }

  private Watched watched(Truth truth) {
    return world.verdicts().find(truth.offer().key()).orElseThrow();
  }
}
