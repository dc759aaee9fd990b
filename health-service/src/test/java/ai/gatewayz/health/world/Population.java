package ai.gatewayz.health.world;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.health.Offers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Peoples a world: offers in the proportions of the real providers, and what befalls them. */
final class Population {

  /** In a world of 17,000. */
  private static final Map<String, Integer> SHARES =
      new TreeMap<>(
          Map.of(
              "featherless", 13_800,
              "huggingface", 1_500,
              "portkey", 700,
              "openrouter", 500,
              "together", 300,
              "fireworks", 200));

  private static final Condition[] MOMENTARY = {
    Condition.SERVER_ERROR,
    Condition.OVERLOADED,
    Condition.HTML,
    Condition.EMPTY,
    Condition.ERROR_INSIDE,
    Condition.FLAPPING,
    Condition.SLOW,
    Condition.SILENT
  };

  private final Random random;

  Population(long seed) {
    random = new Random(seed);
  }

  static Set<String> providers() {
    return SHARES.keySet();
  }

  /** As many offers as wanted, over all providers. */
  List<Truth> offers(int wanted) {
    List<Truth> truths = new ArrayList<>();
    SHARES.forEach(
        (provider, share) -> {
          int count = Math.max(5, share * wanted / 17_000);
          for (int i = 0; i < count; i++) {
            truths.add(offer(provider, i));
          }
        });
    return truths;
  }

  private Truth offer(String provider, int index) {
    int size = new int[] {1, 7, 8, 13, 27, 32, 70, 120}[random.nextInt(8)];
    String id = "vendor" + index % 97 + "/Model-" + index + "-" + size + "B";
    boolean embeds = provider.equals("together") && index % 15 == 7;
    boolean thinks = !embeds && random.nextInt(8) == 0;
    Set<Capability> can =
        embeds
            ? Set.of(Capability.EMBEDDINGS)
            : thinks ? Set.of(Capability.CHAT, Capability.REASONING) : Set.of(Capability.CHAT);
    Truth truth =
        new Truth(
            Offers.of(provider, id, can, price(provider, index), signals(provider)),
            Duration.ofMillis(300 + random.nextInt(4_000)));
    if (thinks) {
      truth.insists(
          random.nextBoolean() ? 16 : 1,
          random.nextInt(3) == 0,
          random.nextInt(3) == 0,
          random.nextInt(20) == 0);
    } else if (!embeds && random.nextInt(12) == 0) {
      truth.insists(16, random.nextBoolean(), false, random.nextInt(6) == 0);
    }
    return truth;
  }

  private Price price(String provider, int index) {
    if (provider.equals("openrouter") && index % 9 == 0) {
      return Price.FREE;
    }
    if (random.nextInt(10) == 0) {
      return Price.UNKNOWN;
    }
    BigDecimal input = BigDecimal.valueOf(1 + random.nextInt(100), 2);
    return new Price.PerToken(input, input.multiply(BigDecimal.valueOf(3)), null);
  }

  private List<Signal> signals(String provider) {
    if (!provider.equals("featherless") && !provider.equals("huggingface")) {
      return List.of();
    }
    int draw = random.nextInt(10);
    Signal.State state = draw == 0 ? Signal.State.COLD : draw < 4 ? Signal.State.LIVE : null;
    return state == null
        ? List.of()
        : List.of(new Signal(provider, state, null, null, null, null, null));
  }

  /**
   * Lets some die, some of them for a while only, and others fail for a moment, spread over a time.
   */
  void befall(List<Truth> truths, int events, Instant from, Duration over) {
    for (int i = 0; i < events; i++) {
      Truth truth = truths.get(random.nextInt(truths.size()));
      Instant when = from.plusSeconds(random.nextLong(over.toSeconds()));
      switch (random.nextInt(4)) {
        case 0 -> truth.becomes(Condition.GONE, when);
        case 1 -> {
          truth.becomes(Condition.GONE, when);
          truth.becomes(Condition.FINE, when.plusSeconds(3_600 + random.nextInt(40_000)));
        }
        case 2 -> {
          truth.becomes(
              random.nextBoolean() || truth.offer().provider().equals("fireworks")
                  ? Condition.COLD
                  : Condition.GATED,
              when);
          truth.becomes(Condition.FINE, when.plusSeconds(600 + random.nextInt(7_200)));
        }
        default -> {
          truth.becomes(MOMENTARY[random.nextInt(MOMENTARY.length)], when);
          truth.becomes(Condition.FINE, when.plusSeconds(60 + random.nextInt(7_200)));
        }
      }
    }
  }
}
