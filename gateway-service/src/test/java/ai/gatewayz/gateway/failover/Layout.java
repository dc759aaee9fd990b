package ai.gatewayz.gateway.failover;

import ai.gatewayz.gateway.scripted.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which provider has which scenario's models, and in which order the scenarios come. */
final class Layout {

  /** How the id of every fallback ends. */
  static final String FALLBACK = "fallback";

  /** The one in which each scenario is alone, so that all can run at once. */
  static final String A = "A";

  /** What is added to the name of a layout for the scenario that takes a provider down. */
  static final String REFUSING = " refusing";

  private static final List<Scenario> ALL =
      List.of(Scenario.values()).stream()
          .filter(scenario -> scenario != Scenario.AWAY_REFUSING)
          .toList();

  private final String name;
  private final List<Scenario> order;
  private final Map<String, ScriptedProvider> providers;
  private final Map<Scenario, Place> places = new EnumMap<>(Scenario.class);

  private Layout(String name, List<Scenario> order, Map<String, ScriptedProvider> providers) {
    this.name = name;
    this.order = order;
    this.providers = providers;
  }

  /**
   * The layouts of a gateway, with nothing in common.
   *
   * @param providers gets theirs, by id
   * @param seed of the shuffled order
   */
  static List<Layout> all(Map<String, ScriptedProvider> providers, long seed) {
    List<Scenario> shuffled = new ArrayList<>(ALL);
    Collections.shuffle(shuffled, new Random(seed));
    return List.of(
        new Layout(A, ALL, providers).each(),
        new Layout("B", ALL, providers).among("b", "b"),
        new Layout("B shuffled", shuffled, providers).among("s", "s"),
        new Layout("C", ALL, providers).among("c", "d"),
        new Layout("C" + REFUSING, List.of(Scenario.AWAY_REFUSING), providers).among("r", "q"));
  }

  private Layout each() {
    for (Scenario scenario : order) {
      String provider = "a" + scenario.number();
      place(scenario, provider, provider);
    }
    return this;
  }

  private Layout among(String provider, String fallbackProvider) {
    order.forEach(scenario -> place(scenario, provider, fallbackProvider));
    return this;
  }

  private void place(Scenario scenario, String provider, String fallbackProvider) {
    Place place =
        new Place(
            provider,
            providers.computeIfAbsent(provider, id -> open()),
            provider + "/" + scenario.name(),
            fallbackProvider,
            providers.computeIfAbsent(fallbackProvider, id -> open()),
            fallbackProvider + "/" + FALLBACK);
    place.at().script(place.model(), scenario.script());
    place.fallbackAt().script(place.fallback(), Scripts.OF_A_FALLBACK);
    places.put(scenario, place);
  }

  private static ScriptedProvider open() {
    try {
      return new ScriptedProvider(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  List<Scenario> order() {
    return order;
  }

  Place place(Scenario scenario) {
    return places.get(scenario);
  }

  /** Whether a scenario cannot be told of another one, even at the same time. */
  boolean apart() {
    return name.equals(A);
  }
}
