package ai.gatewayz.catalog.reconcile;

import ai.gatewayz.catalog.background.SkippedEvents;
import ai.gatewayz.catalog.offers.OfferRepository;
import ai.gatewayz.catalog.offers.OfferWriter;
import ai.gatewayz.catalog.offers.OfferWriter.Named;
import ai.gatewayz.catalog.outbox.Alignment;
import ai.gatewayz.catalog.outbox.Outbox;
import ai.gatewayz.catalog.outbox.RelayConfig;
import ai.gatewayz.catalog.rules.RuleRepository;
import ai.gatewayz.catalog.rules.Rules;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Compares the table of offers with what Kafka holds.
 *
 * <p>Versions and outbox numbers go on above the highest version on Kafka and above the time in
 * microseconds, whichever is more: the first counts where the clock was put back, the second where
 * Kafka has lost the topic as well. Offers that consumers lack are published again at once; where
 * both sides say something, it is left to the provider's next list.
 */
@ApplicationScoped
class Reconciliation implements Alignment {

  private static final Logger LOG = Logger.getLogger(Reconciliation.class);

  private static final String ROWS =
      "with pending as (select distinct provider, id, version from outbox"
          + " where seq > :published and action = 'put' and provider = :provider)"
          + " select f.id, f.version,"
          + " encode(substring(sha256(convert_to(f.body, 'UTF8')) from 1 for 12), 'hex'),"
          + " f.hidden is not null, p.id is not null from offers f left join pending p"
          + " on p.provider = f.provider and p.id = f.id and p.version = f.version"
          + " where f.provider = :provider";

  private final Map<String, Object> kafka;
  private final RelayConfig config;
  private final OfferRepository offers;
  private final OfferWriter writer;
  private final Outbox outbox;
  private final RuleRepository rules;
  private final Astray astray;
  private final Vertx vertx;
  private final SkippedEvents skipped;
  private final InstantSource clock;
  private OfferTopic topic;

  Reconciliation(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      RelayConfig config,
      OfferRepository offers,
      OfferWriter writer,
      Outbox outbox,
      RuleRepository rules,
      Astray astray,
      Vertx vertx,
      SkippedEvents skipped,
      InstantSource clock) {
    this.kafka = kafka;
    this.config = config;
    this.offers = offers;
    this.writer = writer;
    this.outbox = outbox;
    this.rules = rules;
    this.astray = astray;
    this.vertx = vertx;
    this.skipped = skipped;
    this.clock = clock;
  }

  @Override
  public Uni<Void> prepare() {
    return blocking(this::read);
  }

  private Uni<Void> blocking(Runnable work) {
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .<Void>executeBlocking(
                        () -> {
                          work.run();
                          return null;
                        },
                        false)
                    .toCompletionStage());
  }

  private synchronized void read() {
    if (topic == null) {
      topic = new OfferTopic(kafka, config.patience(), skipped, clock);
    }
    try {
      topic.readToEnd();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @PreDestroy
  synchronized void close() {
    if (topic != null) {
      topic.close();
      topic = null;
    }
  }

  @Override
  public Uni<Void> align(long published) {
    Instant now = clock.instant();
    long floor = Math.max(topic.highest(), micros(now));
    // Rules before the outbox, as all who write offers take them.
    return rules
        .standing(now)
        .chain(
            standing ->
                outbox
                    .alone()
                    .chain(() -> raise(floor, published))
                    .chain(offers::providers)
                    .chain(stored -> compare(stored, standing, published, floor, now)))
        .invoke(
            () -> LOG.infof("Compared the database with Kafka; versions continue above %d", floor))
        .chain(() -> blocking(this::close));
  }

  private Uni<Void> raise(long floor, long published) {
    return offers
        .raiseVersion(floor)
        .chain(
            before ->
                outbox
                    .raise(floor)
                    .chain(
                        () ->
                            before < topic.highest()
                                ? outbox.renumber(published)
                                : Uni.createFrom().voidItem()));
  }

  private Uni<Void> compare(
      List<String> stored, Rules standing, long published, long floor, Instant now) {
    Map<String, Map<String, Told>> told = topic.told();
    Set<String> providers = new TreeSet<>(stored);
    providers.addAll(told.keySet());
    return Multi.createFrom()
        .iterable(providers)
        .onItem()
        .transformToUniAndConcatenate(
            provider ->
                rows(provider, published)
                    .map(rows -> Differences.between(rows, told.getOrDefault(provider, Map.of())))
                    .chain(found -> mend(provider, found, standing, floor, now)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> mend(
      String provider, Differences found, Rules standing, long floor, Instant now) {
    if (!found.unpublished().isEmpty() || !found.astray().isEmpty()) {
      LOG.warnf(
          "Kafka and the database differ for %s: %d offers are published again now, %d when its"
              + " list has been read again",
          provider, found.unpublished().size(), found.astray().size());
    }
    List<Named> unpublished = found.unpublished().stream().map(id -> new Named(id, "")).toList();
    return writer
        .republish(provider, unpublished, standing, null, now)
        .chain(() -> astray.note(provider, found.astray(), floor));
  }

  private static Uni<List<Differences.Row>> rows(String provider, long published) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ROWS, Object[].class)
                    .setParameter("provider", provider)
                    .setParameter("published", published)
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Differences.Row(
                                (String) row[0],
                                (Long) row[1],
                                (String) row[2],
                                (Boolean) row[3],
                                (Boolean) row[4]))
                    .toList());
  }

  private static long micros(Instant now) {
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }
}
