package ai.gatewayz.health.world;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.Configs;
import ai.gatewayz.health.account.AccountFacts;
import ai.gatewayz.health.account.Hearing;
import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.budget.Purse;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.ledger.Change;
import ai.gatewayz.health.ledger.ChangeFollower;
import ai.gatewayz.health.ledger.Verdicts;
import ai.gatewayz.health.ledger.WatchConfig;
import ai.gatewayz.health.override.Overrides;
import ai.gatewayz.health.probe.Assignment;
import ai.gatewayz.health.probe.CapabilityDesk;
import ai.gatewayz.health.probe.CapabilityMetrics;
import ai.gatewayz.health.probe.ProbeDesk;
import ai.gatewayz.health.probe.ProbeResult;
import ai.gatewayz.health.question.Manners;
import ai.gatewayz.health.question.Patience;
import ai.gatewayz.health.question.ProbeConfig;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.health.verdict.Observation;
import ai.gatewayz.health.verdict.TrafficReading;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The world as it runs, a second at a time. */
public final class World {

  public static final Instant BEGINNING = Instant.parse("2026-03-02T00:00:00Z");

  private static final Duration TRAFFIC = Duration.ofSeconds(60);
  private static final Duration TRAFFIC_AFTER_FAILURE = Duration.ofSeconds(1);

  /** How long a gateway collects outcomes before it tells of them. */
  private static final Duration TOLD_AFTER = Duration.ofMillis(500);

  private static final long SLOW_MILLIS = 30_000;

  private Instant now = BEGINNING;
  private final InstantSource clock = () -> now;
  private final Map<OfferKey, Truth> truths = new HashMap<>();
  private final Map<String, TreeMap<Instant, Condition>> providerTruths = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private final List<ChangeFollower> followers = new ArrayList<>();
  private final Answers answers = new Answers();
  private final Classifier classifier = Classifier.standard(clock);
  private final Tally tally;
  private final Caps caps;
  private final Money money;
  private final Verdicts verdicts;
  private final AccountFacts accounts;
  private final ProbeDesk desk;
  private long number;

  private record Event(Instant at, long number, Runnable what) {}

  public World(Providers providers, Map<String, String> properties) {
    ProbeConfig probes = Configs.probes(properties);
    WatchConfig watch = Configs.watch(properties);
    Map<String, BigDecimal> own = new HashMap<>();
    probes.providers().forEach((id, each) -> each.dailyUsd().ifPresent(usd -> own.put(id, usd)));
    caps = new Caps(probes.dailyUsd(), own);
    Purse purse = new Purse(clock);
    money = new Money(purse, caps);
    accounts = new AccountFacts(Configs.account(properties), clock);
    tally = new Tally(this, probes, caps);
    verdicts =
        new Verdicts(
            watch,
            probes,
            providers,
            List.of(tally::changed, this::published),
            List.of(),
            new Overrides(),
            clock);
    Manners manners = new Manners(probes.maxTokens());
    QuestionCost cost = new QuestionCost(probes.assumedUsd(), probes.rerank().assumedUsd());
    Patience patience = new Patience(probes.timeout());
    CapabilityDesk tests =
        new CapabilityDesk(
            verdicts,
            accounts,
            purse,
            caps,
            manners,
            cost,
            patience,
            Configs.capabilities(properties),
            probes,
            (offer, capability, held) -> {},
            new CapabilityMetrics(new SimpleMeterRegistry()),
            clock);
    desk =
        new ProbeDesk(
            verdicts, providers, accounts, purse, caps, manners, cost, patience, probes, tests,
            clock);
    desk.share(1);
  }

  public Instant now() {
    return now;
  }

  public Verdicts verdicts() {
    return verdicts;
  }

  AccountFacts accounts() {
    return accounts;
  }

  public Tally tally() {
    return tally;
  }

  public Truth truth(OfferKey key) {
    return truths.get(key);
  }

  public void provider(String provider, Condition condition, Instant from, Duration lasting) {
    TreeMap<Instant, Condition> changes =
        providerTruths.computeIfAbsent(provider, id -> new TreeMap<>());
    changes.put(from, condition);
    changes.put(from.plus(lasting), Condition.FINE);
  }

  Condition provider(String provider, Instant when) {
    var change = providerTruths.getOrDefault(provider, new TreeMap<>()).floorEntry(when);
    return change == null ? Condition.FINE : change.getValue();
  }

  public void list(Truth truth) {
    truths.put(truth.offer().key(), truth);
    verdicts.listed(truth.offer());
  }

  /** Its list says something else of it, or says it again; what is true of it stays. */
  public void listedAnew(Offer offer) {
    verdicts.listed(offer);
  }

  /** Is told of all that health publishes. */
  public void follow(ChangeFollower follower) {
    followers.add(follower);
  }

  private void published(Change change) {
    followers.forEach(each -> each.changed(change));
  }

  /** Callers use it from now on, as long as it is not known to be dead or asleep. */
  public void use(Truth truth, Duration first) {
    use(truth, first, TRAFFIC);
  }

  /**
   * @param every how long after an answer comes the next request
   */
  public void use(Truth truth, Duration first, Duration every) {
    at(now.plus(first), () -> call(truth, every));
  }

  private void call(Truth truth, Duration every) {
    State state = verdicts.find(truth.offer().key()).orElseThrow().verdict().state();
    if (state == State.UNAVAILABLE || state == State.COLD) {
      at(now.plus(every), () -> call(truth, every));
      return;
    }
    Evidence evidence = asCaller(truth);
    Instant when = now;
    if (evidence.finding() == Finding.MODEL_GONE
        && provider(truth.offer().provider(), now) == Condition.FINE) {
      tally.failedForACaller(truth, when);
    }
    at(now.plus(TOLD_AFTER), () -> told(truth, evidence, when));
    boolean failed = evidence.finding() != Finding.ANSWERED;
    // A gateway leaves alone for longer what goes on to fail.
    Duration pause =
        TRAFFIC_AFTER_FAILURE.multipliedBy(1L << Math.min(failed ? truth.failedCall() : 0, 9));
    truth.called(failed);
    at(now.plus(failed ? pause : every), () -> call(truth, every));
  }

  private Evidence asCaller(Truth truth) {
    Condition ofOffer = truth.at(now);
    Condition ofProvider = provider(truth.offer().provider(), now);
    if (ofProvider == Condition.FINE && (ofOffer == Condition.FINE || ofOffer == Condition.SLOW)) {
      return Evidence.of(Finding.ANSWERED);
    }
    JsonNode question =
        EventJson.mapper()
            .createObjectNode()
            .put("model", truth.offer().upstreamId())
            .put("max_completion_tokens", 500);
    return classify(truth, Heard.of(answers.to(question, truth, ofOffer, ofProvider)).answer());
  }

  private void told(Truth truth, Evidence evidence, Instant when) {
    OutcomeWindow window =
        new OutcomeWindow(
            truth.offer().provider(),
            truth.offer().id(),
            truth.offer().model(),
            "gateway",
            when,
            when,
            Map.of(evidence.finding().label(), 1L),
            evidence.httpStatus(),
            Map.of(),
            0,
            0);
    for (Observation seen : TrafficReading.of(window)) {
      new Hearing(accounts, verdicts).heard(truth.offer().key(), seen);
    }
  }

  private Evidence classify(Truth truth, Answer answer) {
    return classifier.classify(dialect(truth).errors(), answer);
  }

  void at(Instant when, Runnable what) {
    events.add(new Event(when, number++, what));
  }

  public void run(Duration time) {
    Instant end = now.plus(time);
    for (Instant second = now; second.isBefore(end); second = second.plusSeconds(1)) {
      while (!events.isEmpty() && !events.peek().at().isAfter(second)) {
        Event event = events.poll();
        now = event.at().isAfter(now) ? event.at() : now;
        event.what().run();
      }
      now = second;
      money.draw();
      if (second.getEpochSecond() % 300 == 0) {
        desk.plan();
      }
      desk.next().forEach(this::ask);
    }
    now = end;
  }

  private void ask(Assignment assignment) {
    Truth truth = truths.get(assignment.offer().key());
    tally.asked(assignment, verdicts.find(assignment.offer().key()).orElseThrow());
    Condition ofOffer = truth.at(now);
    Condition ofProvider = provider(truth.offer().provider(), now);
    byte[] question = assignment.body(dialect(truth));
    Answer answer = answers.to(json(question), truth, ofOffer, ofProvider);
    long wait =
        ofOffer == Condition.SLOW && ofProvider == Condition.FINE
            ? SLOW_MILLIS
            : truth.latency().toMillis();
    boolean late = answer instanceof Answer.Timeout || wait >= assignment.patience().toMillis();
    long millis = late ? assignment.patience().toMillis() : wait;
    Heard heard = Heard.of(late ? new Answer.Timeout() : answer);
    Evidence evidence = classify(truth, heard.answer());
    Long ttft = evidence.finding() == Finding.ANSWERED ? wait : null;
    at(
        now.plusMillis(millis),
        () ->
            tally.settled(
                desk.answered(
                    assignment,
                    new ProbeResult(
                        evidence,
                        ttft,
                        Optional.empty(),
                        heard.usage(),
                        heard.shown(assignment.test(), evidence)))));
  }

  private static Dialect dialect(Truth truth) {
    return Dialects.STANDARD.named(truth.offer().provider()).orElseThrow();
  }

  private static JsonNode json(byte[] body) {
    try {
      return EventJson.mapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
