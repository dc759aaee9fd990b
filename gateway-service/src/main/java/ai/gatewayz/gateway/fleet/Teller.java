package ai.gatewayz.gateway.fleet;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * Decides what is published of the windows of offers, to whom and when. To the other replicas:
 * failures, at once. To health: all of it; what fails at once, with what was seen of the offer
 * before, and the rest when a window is over, each partition's offers in records of their own, so
 * that the replica that owns them reads them and no other. To anybody else: offer by offer, in long
 * windows. For one thread.
 */
public final class Teller {

  /** How long a replica is silent at most. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  /** Of the windows for others: what is held for them is no more than some ten megabytes. */
  private static final int MOST_OFFERS = 25_000;

  private final String replica;
  private final Duration least;
  private final Duration forOthers;
  private final InstantSource clock;
  private final FailureNews failures = new FailureNews();
  private final Gathered traffic = new Gathered();
  private final Gathered offers = new Gathered();
  private Instant trafficSince;
  private Instant offersSince;
  private Instant looked;
  private Instant spoke = Instant.MIN;

  /**
   * @param least the length of windows, however few replicas there are
   * @param forOthers the same of single offers; zero where they are not told
   */
  public Teller(String replica, Duration least, Duration forOthers, InstantSource clock) {
    this.replica = replica;
    this.least = least;
    this.forOthers = forOthers;
    this.clock = clock;
    this.trafficSince = clock.instant();
    this.offersSince = trafficSince;
    this.looked = trafficSince;
  }

  /**
   * What is to be told now.
   *
   * @param taken what has been seen since the last call
   * @param partitions of the topics that are keyed by offer
   */
  public List<Message> tell(List<OutcomeWindow> taken, int replicas, int partitions) {
    return tell(
        taken, Lengths.traffic(least, replicas), Lengths.offers(forOthers, replicas), partitions);
  }

  /** All that has not been told yet: nothing more will be. */
  public List<Message> last(List<OutcomeWindow> taken, int partitions) {
    return tell(taken, Duration.ZERO, Duration.ZERO, partitions);
  }

  private List<Message> tell(
      List<OutcomeWindow> taken, Duration window, Duration offersWindow, int partitions) {
    Instant now = clock.instant();
    List<FailureWindow.Failure> news = new ArrayList<>();
    List<OutcomeWindow> toHealth = new ArrayList<>();
    List<OutcomeWindow> toOthers = new ArrayList<>();
    for (OutcomeWindow each : taken) {
      Optional<FailureWindow.Failure> heard = failures.in(each);
      heard.ifPresent(news::add);
      boolean urgent = heard.isPresent() || FailureNews.failing(each);
      gather(traffic, each, urgent, toHealth);
      if (forOthers.isPositive()) {
        gather(offers, each, urgent, toOthers);
      }
    }
    if (over(trafficSince, window, now)) {
      trafficSince = now;
      failures.forget(now);
      toHealth.addAll(traffic.takeAll());
    }
    if (over(offersSince, offersWindow, now) || offers.size() > MOST_OFFERS) {
      offersSince = now;
      toOthers.addAll(offers.takeAll());
    }
    List<Message> messages = new ArrayList<>();
    toReplicas(news, now, messages);
    toHealth(toHealth, partitions, messages);
    toOthers.forEach(each -> messages.add(single(each)));
    return messages;
  }

  private static void gather(
      Gathered into, OutcomeWindow window, boolean urgent, List<OutcomeWindow> due) {
    if (urgent) {
      // What was seen before is told apart: the order of answers and failures is to be known.
      due.addAll(into.take(Gathered.key(window)));
      due.add(window);
    } else {
      into.add(window);
    }
  }

  /** A clock that was set back ends a window as well. */
  private static boolean over(Instant since, Duration length, Instant now) {
    return !now.isBefore(since.plus(length)) || now.isBefore(since);
  }

  private void toReplicas(List<FailureWindow.Failure> news, Instant now, List<Message> messages) {
    for (List<FailureWindow.Failure> slice : Slices.failures(news)) {
      messages.add(failures(slice, now));
    }
    if (news.isEmpty() && (spoke == Instant.MIN || over(spoke, LONGEST_SILENCE, now))) {
      messages.add(failures(List.of(), now));
    }
    if (!messages.isEmpty()) {
      spoke = now;
    }
    looked = now;
  }

  private Message failures(List<FailureWindow.Failure> offers, Instant now) {
    FailureWindow event = new FailureWindow(replica, looked, now, offers);
    return new Message(
        Topic.FAILURES, CloudEvent.FAILURES, null, replica, now, event, offers.size());
  }

  private void toHealth(List<OutcomeWindow> windows, int partitions, List<Message> messages) {
    Map<Integer, List<OutcomeWindow>> byPartition = new TreeMap<>();
    for (OutcomeWindow each : windows) {
      byPartition
          .computeIfAbsent(partition(Gathered.key(each), partitions), absent -> new ArrayList<>())
          .add(each);
    }
    byPartition.forEach(
        (partition, own) -> {
          Instant from = own.stream().map(OutcomeWindow::from).min(Instant::compareTo).get();
          Instant to = own.stream().map(OutcomeWindow::to).max(Instant::compareTo).get();
          for (var slice : Slices.outcomes(own.stream().map(TrafficWindow.Outcome::of).toList())) {
            TrafficWindow event = new TrafficWindow(replica, from, to, slice);
            messages.add(
                new Message(
                    Topic.TRAFFIC,
                    CloudEvent.TRAFFIC,
                    partition,
                    replica,
                    to,
                    event,
                    slice.size()));
          }
        });
  }

  /** Kafka's own rule for keys. */
  static int partition(OfferKey offer, int partitions) {
    byte[] key = offer.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private static Message single(OutcomeWindow window) {
    OutcomeWindow event = window.toldInTraffic();
    String key = Gathered.key(window).toString();
    return new Message(Topic.OUTCOMES, CloudEvent.OUTCOMES, null, key, window.to(), event, 1);
  }
}
