package ai.gatewayz.bench.health;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * What one simulated replica says of its traffic: each offer is answered four times a second, and
 * one in a hundred fails instead.
 */
final class FleetWords {

  private static final int FAILS_EACH = 100;
  private static final int ANSWERS_A_SECOND = 4;

  private final String replica;
  private final List<Offer> offers;

  FleetWords(String replica, List<Offer> offers) {
    this.replica = replica;
    this.offers = offers;
  }

  private static boolean fails(int offer) {
    return offer % FAILS_EACH == 7;
  }

  /** As it was: a record of each offer. */
  List<ProducerRecord<String, byte[]>> each(Duration window) {
    Instant to = Instant.now();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(offers.size());
    for (int i = 0; i < offers.size(); i++) {
      records.add(record(window(i, window, to)));
    }
    return records;
  }

  /** As it is, of a part of the offers: in a window for anybody else. */
  List<ProducerRecord<String, byte[]>> someForOthers(Duration window, int part, int parts) {
    Instant to = Instant.now();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = part; i < offers.size(); i += parts) {
      if (!fails(i)) {
        records.add(record(window(i, window, to).toldInTraffic()));
      }
    }
    return records;
  }

  /** As it is: what fails, to the replicas, to health and to others. */
  List<ProducerRecord<String, byte[]>> failures(Duration window) {
    Instant to = Instant.now();
    List<OutcomeWindow> failed = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      if (fails(i)) {
        failed.add(window(i, window, to));
      }
    }
    FailureWindow news =
        new FailureWindow(
            replica,
            to.minus(window),
            to,
            failed.stream()
                .map(one -> new FailureWindow.Failure(one.provider(), one.id(), one.findings()))
                .toList());
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(event(CloudEvent.FAILURES, replica, to).record(Topic.FAILURES, json(news)));
    records.addAll(traffic(failed.stream(), window, to));
    failed.forEach(one -> records.add(record(one.toldInTraffic())));
    return records;
  }

  /** As it is: all that does not fail, to health. */
  List<ProducerRecord<String, byte[]>> answers(Duration window) {
    Instant to = Instant.now();
    List<OutcomeWindow> answered = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      if (!fails(i)) {
        answered.add(window(i, window, to));
      }
    }
    return traffic(answered.stream(), window, to);
  }

  private List<ProducerRecord<String, byte[]>> traffic(
      Stream<OutcomeWindow> windows, Duration length, Instant to) {
    Map<Integer, List<TrafficWindow.Outcome>> partitions = new TreeMap<>();
    windows.forEach(
        one ->
            partitions
                .computeIfAbsent(partition(one), absent -> new ArrayList<>())
                .add(TrafficWindow.Outcome.of(one)));
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    partitions.forEach(
        (partition, own) ->
            records.add(
                event(CloudEvent.TRAFFIC, replica, to)
                    .record(
                        Topic.TRAFFIC,
                        partition,
                        json(new TrafficWindow(replica, to.minus(length), to, own)))));
    return records;
  }

  private static int partition(OutcomeWindow window) {
    byte[] key = (window.provider() + ":" + window.id()).getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % Topic.PARTITIONS;
  }

  private OutcomeWindow window(int offer, Duration length, Instant to) {
    Offer of = offers.get(offer);
    long attempts = Math.max(1, length.toMillis() * ANSWERS_A_SECOND / 1_000);
    boolean fails = fails(offer);
    return new OutcomeWindow(
        of.provider(),
        of.id(),
        of.model(),
        replica,
        to.minus(length),
        to,
        Map.of(fails ? "overloaded" : "answered", attempts),
        fails ? 503 : null,
        fails ? Map.of() : Map.of(240L + offer % 4, attempts - attempts / 3, 905L, attempts / 3),
        fails ? 0 : 300 * attempts,
        fails ? 0 : 200 * attempts);
  }

  private static ProducerRecord<String, byte[]> record(OutcomeWindow window) {
    String key = window.provider() + ":" + window.id();
    return event(CloudEvent.OUTCOMES, key, window.to()).record(Topic.OUTCOMES, json(window));
  }

  private static CloudEvent event(String type, String key, Instant at) {
    return new CloudEvent(key + at, URI.create("/bench"), type, key, at);
  }

  private static byte[] json(Object event) {
    return EventJson.write(event);
  }
}
