package ai.gatewayz.bench.catalog;

import ai.gatewayz.bench.Setting;
import java.time.Duration;
import java.time.Instant;

/**
 * A first sync on empty ground, and another one with nothing new.
 *
 * @param firstMillis from the first request to a provider until the last offer is on Kafka
 * @param againMillis from asking for the syncs to the last answer
 * @param rowsWritten whether the other one wrote a row of an offer
 * @param eventsSent by the other one, about offers
 * @param heap megabytes in use at most, garbage included
 */
record Syncs(
    int offers,
    double firstMillis,
    double againMillis,
    boolean rowsWritten,
    long eventsSent,
    int heap) {

  static Syncs measure(Setting setting, Ground ground) throws Exception {
    int offers = ground.offers();
    try (OfferTopic topic = OfferTopic.open(ground.kafka());
        BenchedCatalog catalog = BenchedCatalog.start(setting, ground)) {
      Instant last = topic.await(offers);
      double first = Duration.between(ground.firstRequest(), last).toNanos() / 1e6;
      long events = topic.events();
      long toPublish = ground.offerEvents();
      long rows = ground.offerRows();
      double again = catalog.resyncMillis(ground.providers());
      boolean written = rows != ground.offerRows();
      long sent = ground.offerEvents() - toPublish + topic.events() - events;
      return new Syncs(offers, first, again, written, sent, catalog.heap());
    }
  }
}
