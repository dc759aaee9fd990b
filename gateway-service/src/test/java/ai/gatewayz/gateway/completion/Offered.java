package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.clock.MovableClock;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import io.quarkus.arc.Arc;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Who offers a model: the application is one for all test classes, and each wants its own world.
 */
public final class Offered {

  private static final AtomicLong VERSION = new AtomicLong(1_000);
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static List<OfferKey> published = List.of();
  private static Map<OfferKey, Long> publishedVersions = Map.of();

  private Offered() {}

  /**
   * The given offers of a model and no others, all of them available and well, each cheaper than
   * the next: so that is the order in which they are tried.
   */
  public static void only(
      Collection<Offer> offers, String kafka, Snapshots snapshots, LiveStandings standings) {
    String model = offers.iterator().next().model();
    List<OfferKey> order = offers.stream().map(Offer::key).toList();
    if (!order.equals(published) || !versions(of(snapshots, model)).equals(publishedVersions)) {
      publish(offers, model, kafka, snapshots);
    }
    // More than any test makes fail: none of them comes later for what an earlier test has seen.
    for (int good = 0; good < 20; good++) {
      order.forEach(key -> standings.observed(key, Evidence.of(Finding.ANSWERED)));
    }
  }

  private static void publish(
      Collection<Offer> offers, String model, String kafka, Snapshots snapshots) {
    Arc.container().instance(MovableClock.class).get().move(AN_HOUR);
    Map<OfferKey, Long> wanted = new HashMap<>();
    try (TopicWriter topics = new TopicWriter(kafka)) {
      for (Offer offer : offers) {
        Offer priced = with(offer, wanted.size() + 1, offer.contextTokens());
        wanted.put(priced.key(), priced.version());
        topics.offer(priced);
        topics.verdict(verdict(priced, State.AVAILABLE, 1));
      }
      of(snapshots, model).stream()
          .map(OfferView::key)
          .filter(key -> !wanted.containsKey(key))
          .forEach(topics::withdraw);
    }
    await().until(() -> versions(of(snapshots, model)).equals(wanted));
    await().until(() -> snapshots.age().compareTo(FRESH) < 0);
    published = offers.stream().map(Offer::key).toList();
    publishedVersions = wanted;
  }

  private static Map<OfferKey, Long> versions(List<OfferView> offers) {
    return offers.stream()
        .filter(view -> view.state() == State.AVAILABLE)
        .collect(Collectors.toMap(OfferView::key, view -> view.offer().version()));
  }

  /** The same at another price and of another size, and newer. */
  static Offer with(Offer offer, int usd, Integer context) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        new Price.PerToken(BigDecimal.valueOf(usd), BigDecimal.valueOf(usd), null),
        context,
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        VERSION.incrementAndGet(),
        offer.updated());
  }

  private static List<OfferView> of(Snapshots snapshots, String model) {
    return snapshots.current().model(model).map(ModelEntry::offers).orElse(List.of());
  }
}
