package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * Which of several admitted offers of a model comes first: the caller's order, then what fits, then
 * what is known to work, then the policy.
 */
final class Preference {

  /** A prompt is usually a few times longer than its answer. */
  private static final BigDecimal PROMPT_WEIGHT = BigDecimal.valueOf(3);

  private static final BigDecimal DEAREST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final CompletionRequest request;
  private final Standings standings;
  private final List<String> priority;
  private final Map<String, Double> weights;
  private final DoubleSupplier random;
  private final Map<String, Double> draws = new HashMap<>();

  /**
   * @param random numbers from 0 to 1 for {@link Policy#WEIGHTED}
   */
  Preference(
      CompletionRequest request,
      Standings standings,
      List<String> priority,
      Map<String, Double> weights,
      DoubleSupplier random) {
    this.request = request;
    this.standings = standings;
    this.priority = priority;
    this.weights = weights;
    this.random = random;
  }

  Comparator<Candidate> by(Policy policy) {
    List<String> wanted = request.preferences().order();
    Comparator<Candidate> first =
        Comparator.comparingInt((Candidate candidate) -> place(wanted, candidate.provider().id()))
            .thenComparing(this::tooSmall)
            .thenComparingInt(candidate -> rank(candidate.offer()));
    Comparator<Candidate> byPrice = Comparator.comparing(candidate -> cost(price(candidate)));
    Comparator<Candidate> byLatency = Comparator.comparingDouble(this::ttft);
    Comparator<Candidate> bySpeed = Comparator.comparingDouble(c -> -tokensPerSecond(c.offer()));
    Comparator<Candidate> byPolicy =
        switch (policy) {
          case PRICE -> byPrice.thenComparing(byLatency);
          case LATENCY -> byLatency.thenComparing(byPrice);
          case THROUGHPUT -> bySpeed.thenComparing(byLatency).thenComparing(byPrice);
          case PRIORITY ->
              Comparator.comparingInt((Candidate c) -> place(priority, c.provider().id()))
                  .thenComparing(byPrice);
          case WEIGHTED ->
              Comparator.comparingDouble((Candidate c) -> draw(c.provider().id()))
                  .thenComparing(byPrice);
        };
    return first
        .thenComparing(byPolicy)
        .thenComparing(candidate -> candidate.offer().key().toString());
  }

  private static int place(List<String> order, String provider) {
    int place = order.indexOf(provider);
    return place < 0 ? order.size() : place;
  }

  /** By a rough count, which is no reason to leave it out. An image is no text: nothing is said. */
  private boolean tooSmall(Candidate candidate) {
    Integer context = candidate.offer().offer().contextTokens();
    return context != null
        && !request.images()
        && request.promptTokens() + request.maxTokens() > context;
  }

  /**
   * What nobody has asked yet comes after what is known to answer, and before what is known to
   * falter.
   */
  private int rank(OfferView view) {
    return switch (view.state()) {
      case AVAILABLE -> standings.faltering(view.key()) ? 2 : 0;
      case UNKNOWN, UNPROBEABLE -> standings.faltering(view.key()) ? 2 : 1;
      case DEGRADED -> 2;
      case COLD -> 3;
      case UNAVAILABLE -> 4;
    };
  }

  private static Price price(Candidate candidate) {
    return candidate.offer().offer().price();
  }

  /** USD of a million tokens, three in for one out; an unknown price is taken for a high one. */
  static BigDecimal cost(Price price) {
    return switch (price) {
      case Price.Free ignored -> BigDecimal.ZERO;
      case Price.PerToken usd -> usd.input().multiply(PROMPT_WEIGHT).add(usd.output());
      case Price.Variable ignored -> DEAREST;
      case Price.Unknown ignored -> DEAREST;
    };
  }

  /** As measured here, else as health tells, else as the provider's list does. */
  private double ttft(Candidate candidate) {
    OfferView view = candidate.offer();
    var measured = standings.ttftMillis(view.key());
    if (measured.isPresent()) {
      return measured.getAsLong();
    }
    Availability verdict = view.availability();
    if (verdict != null && verdict.ttftMillis() != null) {
      return verdict.ttftMillis();
    }
    return view.offer().signals().stream()
        .map(Signal::ttftMillis)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(Double.MAX_VALUE);
  }

  /** Of the fastest host: a provider that chooses among hosts by itself can choose that one. */
  private static double tokensPerSecond(OfferView view) {
    return view.offer().signals().stream()
        .map(Signal::tokensPerSecond)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .orElse(0.0);
  }

  /**
   * Sorting by the time of an event that comes at a rate of {@code weight} puts each provider first
   * as often as its share of all weights.
   */
  private double draw(String provider) {
    return draws.computeIfAbsent(
        provider,
        id -> {
          double weight = weights.getOrDefault(id, 1.0);
          return weight > 0
              ? -Math.log(1 - random.getAsDouble()) / weight
              : Double.POSITIVE_INFINITY;
        });
  }
}
