package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Which of several admitted offers of a model comes first: the caller's order, then what fits, then
 * what is known to work, then what is known to do what the request needs, then what speaks the
 * caller's protocol, then the policy.
 */
final class Preference {

  /** One thing to go by: which of two comes first for a request. */
  private interface Rule {
    int compare(Preference of, Candidate one, Candidate other);
  }

  /** Made once: a request asks them, and makes none. */
  private static final Map<Policy, List<Rule>> RULES = rules();

  private final CompletionRequest request;
  private final List<Need> needs;
  private final Standings standings;
  private final RequestPrice price;
  private final LocalDate today;
  private final List<String> priority;
  private final Map<String, Double> weights;
  private final DoubleSupplier random;
  private final Map<String, Double> draws = new HashMap<>();

  /**
   * @param today in UTC
   * @param random numbers from 0 to 1 for {@link Policy#WEIGHTED}
   */
  Preference(
      CompletionRequest request,
      Standings standings,
      RequestPrice price,
      LocalDate today,
      List<String> priority,
      Map<String, Double> weights,
      DoubleSupplier random) {
    this.request = request;
    this.needs = Need.of(request);
    this.standings = standings;
    this.price = price;
    this.today = today;
    this.priority = priority;
    this.weights = weights;
    this.random = random;
  }

  private static Map<Policy, List<Rule>> rules() {
    Rule byPrice = (of, one, other) -> of.cost(one).compareTo(of.cost(other));
    Rule byLatency = (of, one, other) -> Double.compare(of.ttft(one), of.ttft(other));
    Rule bySpeed =
        (of, one, other) ->
            Double.compare(tokensPerSecond(other.offer()), tokensPerSecond(one.offer()));
    Rule byPriority =
        (of, one, other) -> Integer.compare(place(of.priority, one), place(of.priority, other));
    Rule byDraw = (of, one, other) -> Double.compare(of.draw(one), of.draw(other));
    Map<Policy, List<Rule>> rules = new EnumMap<>(Policy.class);
    for (Policy policy : Policy.values()) {
      List<Rule> all = new ArrayList<>();
      all.add((of, one, other) -> Integer.compare(of.wanted(one), of.wanted(other)));
      all.add((of, one, other) -> Boolean.compare(of.tooSmall(one), of.tooSmall(other)));
      all.add((of, one, other) -> Boolean.compare(of.leaving(one), of.leaving(other)));
      all.add((of, one, other) -> Integer.compare(of.rank(one.offer()), of.rank(other.offer())));
      all.add(
          (of, one, other) ->
              Integer.compare(of.unproven(one.offer()), of.unproven(other.offer())));
      all.add((of, one, other) -> Boolean.compare(of.foreign(one), of.foreign(other)));
      all.addAll(
          switch (policy) {
            case PRICE -> List.of(byPrice, byLatency);
            case LATENCY -> List.of(byLatency, byPrice);
            case THROUGHPUT -> List.of(bySpeed, byLatency, byPrice);
            case PRIORITY -> List.of(byPriority, byPrice);
            case WEIGHTED -> List.of(byDraw, byPrice);
          });
      all.add((of, one, other) -> key(one).compareTo(key(other)));
      rules.put(policy, List.copyOf(all));
    }
    return rules;
  }

  /** Puts candidates into their order. */
  void sort(List<Candidate> candidates, Policy policy) {
    if (candidates.size() > 1) {
      List<Rule> rules = RULES.get(policy);
      candidates.sort((one, other) -> compare(rules, one, other));
    }
  }

  private int compare(List<Rule> rules, Candidate one, Candidate other) {
    for (Rule rule : rules) {
      int compared = rule.compare(this, one, other);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private static String key(Candidate candidate) {
    return candidate.offer().key().toString();
  }

  private int wanted(Candidate candidate) {
    return place(request.preferences().order(), candidate);
  }

  private static int place(List<String> order, Candidate candidate) {
    int place = order.indexOf(candidate.provider().id());
    return place < 0 ? order.size() : place;
  }

  /** By a rough count, which is no reason to leave it out. An image is no text: nothing is said. */
  private boolean tooSmall(Candidate candidate) {
    Integer context = candidate.offer().offer().contextTokens();
    return context != null
        && !request.images()
        && request.promptTokens() + request.maxTokens() > context;
  }

  /** Its provider takes it away today, or should have: it may be gone at any moment. */
  private boolean leaving(Candidate candidate) {
    LocalDate last = candidate.offer().offer().deprecation();
    return last != null && !today.isBefore(last);
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

  /** What an answer has shown comes before what a list says, and that before what nobody says. */
  private int unproven(OfferView view) {
    int unproven = 0;
    for (Need need : needs) {
      if (!view.verified(need.capability())) {
        unproven += view.can(need.capability()) ? 1 : 2;
      }
    }
    return unproven;
  }

  /**
   * Whether the request would have to be translated for it, which loses what has no word there.
   * Where the caller says by what to sort, that counts.
   */
  private boolean foreign(Candidate candidate) {
    return request.spoken() != null
        && request.preferences().sort() == null
        && !candidate.speaks(request.spoken().caller().protocol());
  }

  private BigDecimal cost(Candidate candidate) {
    return price.compared(candidate.offer().offer().price());
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
    double least = Double.MAX_VALUE;
    for (Signal signal : view.offer().signals()) {
      if (signal.ttftMillis() != null) {
        least = Math.min(least, signal.ttftMillis());
      }
    }
    return least;
  }

  /** Of the fastest host: a provider that chooses among hosts by itself can choose that one. */
  private static double tokensPerSecond(OfferView view) {
    double most = 0;
    for (Signal signal : view.offer().signals()) {
      if (signal.tokensPerSecond() != null) {
        most = Math.max(most, signal.tokensPerSecond());
      }
    }
    return most;
  }

  /**
   * Sorting by the time of an event that comes at a rate of {@code weight} puts each provider first
   * as often as its share of all weights.
   */
  private double draw(Candidate candidate) {
    return draws.computeIfAbsent(
        candidate.provider().id(),
        id -> {
          double weight = weights.getOrDefault(id, 1.0);
          return weight > 0
              ? -Math.log(1 - random.getAsDouble()) / weight
              : Double.POSITIVE_INFINITY;
        });
  }
}
