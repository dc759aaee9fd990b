package ai.gatewayz.health.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.Watched;
import ai.gatewayz.health.probe.Assignment;
import ai.gatewayz.health.probe.Settled;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.health.verdict.VerdictPolicy;
import ai.gatewayz.providers.evidence.Finding;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches what the core does and holds it against the truth and the limits. What must never happen
 * fails at once.
 */
public final class Tally {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration CONFIRM = Duration.ofSeconds(15);

  /** A quarter of the shortest interval of any test, less its spread: what a provider doubts. */
  private static final Duration SHORTEST = Duration.ofMinutes(20);

  private static final Duration SHORTEST_TEST = Duration.ofMinutes(10);

  private final World world;
  private final ProbeConfig config;
  private final Caps caps;
  private final List<String> wronglyUnavailable = new ArrayList<>();
  private final Map<OfferKey, List<Instant>> failures = new HashMap<>();
  private final List<Duration> secondFailureToOut = new ArrayList<>();
  private final Map<OfferKey, Instant> lastAsked = new HashMap<>();
  private final Map<OfferKey, Instant> lastAnswered = new HashMap<>();
  private final Map<OfferKey, Integer> probes = new HashMap<>();
  private final Map<String, Deque<Instant>> minute = new HashMap<>();
  private final Map<String, Integer> unitsOut = new HashMap<>();
  private final Map<String, BigDecimal> spent = new HashMap<>();
  private final Set<OfferKey> wereOut = new HashSet<>();
  private final Map<OfferKey, Instant> outAlthoughServed = new HashMap<>();
  private final NavigableMap<Instant, Integer> routineByHour = new TreeMap<>();
  private final Map<Test, Deque<Instant>> tests = new HashMap<>();
  private final Map<LocalDate, BigDecimal> spentOnTests = new HashMap<>();
  private int transitions;
  private int asked;

  private record Test(OfferKey offer, Capability capability) {}

  Tally(World world, ProbeConfig config, Caps caps) {
    this.world = world;
    this.config = config;
    this.caps = caps;
  }

  void changed(Change change) {
    if (!(change instanceof Change.Judged judged) || judged.transition().isEmpty()) {
      return;
    }
    transitions++;
    outAlthoughServed.remove(change.key());
    assertTrue(judged.after().reason() != null || judged.after().state() == State.UNKNOWN);
    Truth truth = world.truth(change.key());
    Instant now = world.now();
    if (judged.after().state() == State.UNAVAILABLE) {
      wereOut.add(change.key());
      if (world.provider(truth.offer().provider(), now) == Condition.GONE) {
        outAlthoughServed.put(change.key(), now);
      } else if (!truth.was(Condition.GONE, now.minus(MINUTE), now)
          && !(judged.after().reason().equals(VerdictPolicy.FAILING) && fails(truth, now))) {
        wronglyUnavailable.add(change.key() + " is " + truth.at(now) + ": " + judged.after());
      }
      List<Instant> seen = failures.remove(change.key());
      if (seen != null && seen.size() >= 2) {
        secondFailureToOut.add(Duration.between(seen.get(1), now));
      }
    }
  }

  private boolean fails(Truth truth, Instant now) {
    Condition ofProvider = world.provider(truth.offer().provider(), now.minus(MINUTE));
    // Some providers say no more of a model that sleeps than that they fail.
    return truth.was(Condition.COLD, now.minus(MINUTE), now)
        || truth.at(now.minus(MINUTE)).ofTheMoment()
        || truth.at(now).ofTheMoment()
        || ofProvider.ofTheMoment();
  }

  /** A caller was told that the model is gone. */
  void failedForACaller(Truth truth, Instant when) {
    failures.computeIfAbsent(truth.offer().key(), key -> new ArrayList<>()).add(when);
  }

  void asked(Assignment assignment, Watched watched) {
    asked++;
    notTwice(assignment, watched);
    boolean test = assignment.test() != null;
    if (test) {
      tested(assignment, watched);
    }
    if (assignment.urgency() == Watched.Urgency.STALE && !test) {
      routineByHour.merge(world.now().truncatedTo(ChronoUnit.HOURS), 1, Integer::sum);
    }
    if (!test) {
      probes.merge(assignment.offer().key(), 1, Integer::sum);
    }
    String provider = assignment.offer().provider();
    inAMinute(provider, perSecond(provider) * 60 + 1);
    if (provider.equals("openrouter") && assignment.offer().price() instanceof Price.Free) {
      inAMinute("free models of " + provider, 4 + 1);
    }
    int out = unitsOut.merge(provider, assignment.units(), Integer::sum);
    assertTrue(
        out <= Math.max(config.concurrency(), assignment.units()),
        () -> provider + " has " + out + " units out");
  }

  /** Whatever is the matter with it; and what is well not before its interval is over. */
  private void notTwice(Assignment assignment, Watched watched) {
    OfferKey key = assignment.offer().key();
    Instant before = lastAsked.put(key, world.now());
    boolean well = watched.verdict().state() == State.AVAILABLE && !watched.verdict().suspect();
    boolean routine =
        assignment.urgency() == Watched.Urgency.STALE
            || assignment.urgency() == Watched.Urgency.WANTED;
    boolean about = well && routine && assignment.test() == null;
    Instant answered = about ? lastAnswered.get(key) : null;
    boolean soon = before != null && before.plus(CONFIRM).isAfter(world.now());
    boolean again = answered != null && answered.plus(SHORTEST).isAfter(world.now());
    assertTrue(!soon && !again, () -> key + " asked again after " + before + ", " + answered);
  }

  /** Only of what is known to answer, and never the same twice in the shortest wait. */
  private void tested(Assignment assignment, Watched watched) {
    OfferKey key = assignment.offer().key();
    Test test = new Test(key, assignment.test().capability());
    assertTrue(
        watched.verdict().state() == State.AVAILABLE && !watched.verdict().suspect(),
        () -> "asked what it can do: " + watched);
    Deque<Instant> times = tests.computeIfAbsent(test, each -> new ArrayDeque<>());
    Instant last = times.peekLast();
    assertTrue(
        last == null || !last.plus(SHORTEST_TEST).isAfter(world.now()),
        () -> test + " asked again after " + last);
    times.addLast(world.now());
  }

  /** When an offer was asked for a capability. */
  List<Instant> tests(OfferKey key, Capability capability) {
    return List.copyOf(tests.getOrDefault(new Test(key, capability), new ArrayDeque<>()));
  }

  /** How many capabilities of offers were asked for. */
  int tested() {
    return tests.size();
  }

  /** What tests of a day have cost, in USD. */
  BigDecimal spentOnTests(LocalDate day) {
    return spentOnTests.getOrDefault(day, BigDecimal.ZERO);
  }

  private double perSecond(String provider) {
    ProbeConfig.Own own = config.providers().get(provider);
    return own == null ? config.perSecond() : own.perSecond().orElse(config.perSecond());
  }

  private void inAMinute(String lane, double most) {
    Deque<Instant> last = minute.computeIfAbsent(lane, id -> new ArrayDeque<>());
    last.addLast(world.now());
    while (!last.peekFirst().isAfter(world.now().minus(MINUTE))) {
      last.removeFirst();
    }
    assertTrue(last.size() <= Math.ceil(most), () -> lane + ": " + last.size() + " in a minute");
  }

  void settled(Settled settled) {
    if (settled.result().evidence().finding() == Finding.ANSWERED) {
      lastAnswered.put(settled.asked().offer().key(), settled.at());
    }
    String provider = settled.asked().offer().provider();
    unitsOut.merge(provider, -settled.asked().units(), Integer::sum);
    LocalDate day = LocalDate.ofInstant(settled.asked().at(), ZoneOffset.UTC);
    if (settled.asked().test() != null) {
      spentOnTests.merge(day, settled.usd(), BigDecimal::add);
    }
    pay(day + " *", settled.usd(), caps.all());
    pay(day + " " + provider, settled.usd(), caps.of(provider));
  }

  private void pay(String account, BigDecimal usd, BigDecimal cap) {
    BigDecimal sum = spent.merge(account, usd, BigDecimal::add);
    assertTrue(sum.compareTo(cap) <= 0, () -> account + " has spent " + sum);
  }

  /**
   * Callers are told at once that all models of a provider are gone: what is taken away until that
   * is understood has to be given back within a minute.
   */
  public List<String> wronglyUnavailable() {
    outAlthoughServed.forEach(
        (key, since) -> {
          if (since.plus(MINUTE).isBefore(world.now())) {
            wronglyUnavailable.add(key + " has been out since " + since);
          }
        });
    return wronglyUnavailable;
  }

  /** Callers were told that a model is gone, twice at least, and it is still in routing. */
  Map<OfferKey, List<Instant>> pending() {
    Map<OfferKey, List<Instant>> pending = new HashMap<>(failures);
    pending.values().removeIf(seen -> seen.size() < 2);
    return pending;
  }

  /** Offers that were unavailable at any time. */
  Set<OfferKey> wereOut() {
    return wereOut;
  }

  List<Duration> secondFailureToOut() {
    return secondFailureToOut;
  }

  /** Questions of routine by the hour. */
  NavigableMap<Instant, Integer> routineByHour() {
    return routineByHour;
  }

  public int probesOf(OfferKey key) {
    return probes.getOrDefault(key, 0);
  }

  Map<String, BigDecimal> spent() {
    return spent;
  }

  /** What all that was asked has cost, in USD. */
  public BigDecimal spentInAll() {
    return spent.entrySet().stream()
        .filter(each -> each.getKey().endsWith(" *"))
        .map(Map.Entry::getValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  int asked() {
    return asked;
  }

  int transitions() {
    return transitions;
  }
}
