package ai.gatewayz.system.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.models.ListedModels;
import ai.gatewayz.gateway.models.View;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.routing.Routing;
import ai.gatewayz.gateway.routing.Standings;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.world.Condition;
import ai.gatewayz.health.world.Truth;
import ai.gatewayz.health.world.World;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What callers use all the time: how long it takes from the end of a model to where a gateway
 * routes that knows no more of it than health tells.
 */
class GoneInUseTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration CALM = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final int GONE = 20;
  private static final int WELL = 20;

  private final Providers providers = Configs.providers(Set.of("together"));
  private final World world = new World(providers, Map.of());
  private final ListedModels gateway =
      new ListedModels(providers, KnownWorld.routing(), world::now);
  private final Routing routing =
      new Routing(providers, KnownWorld.routing(), Aliases.NONE, world::now, () -> 0.5);

  private Truth used(String id, Duration every) {
    Truth truth = new Truth(Offers.chat("together", id), Duration.ofMillis(400));
    world.list(truth);
    gateway.ledger().offer(truth.offer());
    world.use(truth, Duration.ofMillis(250), every);
    return truth;
  }

  private boolean routed(Truth truth) {
    gateway.shown(View.VERIFIED);
    String body =
        "{\"model\":\""
            + truth.offer().model()
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    CompletionRequest request =
        RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
    return routing.route(gateway.snapshot(), request, Standings.NONE, false, Permit.ALL)
        instanceof Route.Candidates;
  }

  /**
   * Every few seconds, so that each time many are gone that answered before, or every now and then.
   *
   * @param everySeconds how often callers ask each of them
   * @param apart how long after one the next one goes
   */
  @ParameterizedTest
  @CsvSource({"1, PT2.79S", "5, PT2.79S", "15, PT2.79S", "40, PT2.79S", "5, PT0.1S", "15, PT1M"})
  void aModelThatIsGoneIsOutOfRoutingWithinAMinute(int everySeconds, Duration apart) {
    world.follow(KnownWorld.into(gateway.ledger()));
    Map<Truth, Instant> gone = new LinkedHashMap<>();
    for (int i = 0; i < GONE; i++) {
      Truth truth = used("a/" + i, Duration.ofSeconds(everySeconds));
      Instant when = World.BEGINNING.plus(CALM).plus(apart.multipliedBy(i));
      truth.becomes(Condition.GONE, when);
      gone.put(truth, when);
    }
    List<Truth> well = new ArrayList<>();
    for (int i = 0; i < WELL; i++) {
      well.add(used("b/" + i, Duration.ofSeconds(everySeconds)));
    }
    world.run(CALM);
    gone.keySet().forEach(truth -> assertTrue(routed(truth)));
    while (!gone.isEmpty()) {
      world.run(SECOND);
      gone.entrySet()
          .removeIf(each -> !each.getValue().isAfter(world.now()) && !routed(each.getKey()));
      gone.forEach(
          (truth, when) ->
              assertFalse(
                  world.now().isAfter(when.plus(MINUTE)),
                  () -> truth.offer().id() + " is routed to still"));
    }
    well.forEach(truth -> assertTrue(routed(truth)));
    assertEquals(List.of(), world.tally().wronglyUnavailable());
  }
}
