package ai.gatewayz.catalog.keys;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.outbox.Outbox;
import ai.gatewayz.catalog.outbox.OutboxEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives, changes and takes keys. Row, act and event are of one transaction, so that no gateway
 * hears of a key that is not there, and none of a change without an author.
 */
@ApplicationScoped
class KeyBook {

  /** As many as gateways are measured with. */
  private static final long MOST_KEYS = 100_000;

  private static final int ID_BYTES = 8;
  private static final int PAGE = 100;

  private final KeyRepository keys;
  private final Outbox outbox;
  private final KeyMetrics metrics;
  private final InstantSource clock;
  private final EventReader<CallerKey> reader;
  private final SecureRandom random = new SecureRandom();

  KeyBook(KeyRepository keys, Outbox outbox, KeyMetrics metrics, InstantSource clock) {
    this.keys = keys;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
    this.reader = CatalogEvents.keys(clock);
  }

  /** Who does something, and why. */
  record By(String author, String reason) {}

  /**
   * A key with its text, which is known to nobody else and cannot be had again.
   *
   * @param text null where nothing was made
   */
  record Issued(StoredKey key, String text) {
    @Override
    public String toString() {
      return "Issued[" + key.id + "]";
    }
  }

  Uni<Issued> create(KeyTerms terms, By by) {
    requireFuture(terms, "");
    String text = KeyText.generate(random);
    return alone(
            () ->
                keys.count()
                    .chain(
                        count -> {
                          if (count >= MOST_KEYS) {
                            throw new ApiException(
                                ApiError.CONFLICT, "there are " + MOST_KEYS + " keys already");
                          }
                          StoredKey key = new StoredKey();
                          key.id = id();
                          key.digest = KeyText.sha256(text);
                          key.created = clock.instant();
                          key.set(terms);
                          return keys.nextVersion()
                              .invoke(version -> stamp(key, version))
                              .chain(() -> keys.add(key))
                              .chain(() -> told(key, KeyAct.Kind.CREATED, by));
                        }))
        .invoke(key -> metrics.done(KeyAct.Kind.CREATED, key.id, by.author()))
        .map(key -> new Issued(key, text));
  }

  /** A key that has ended already may be changed in everything else. */
  Uni<StoredKey> change(String id, KeyTerms terms, By by) {
    return act(
        id,
        KeyAct.Kind.CHANGED,
        by,
        key -> {
          if (!Objects.equals(terms.expires(), key.terms().expires())) {
            requireFuture(terms, "; to end a key now, disable it");
          }
          key.set(terms);
        });
  }

  private void requireFuture(KeyTerms terms, String advice) {
    if (terms.expires() != null && !terms.expires().isAfter(clock.instant())) {
      throw new ApiException(ApiError.BAD_REQUEST, "expires: must be in the future" + advice);
    }
  }

  Uni<StoredKey> disable(String id, boolean disabled, By by) {
    KeyAct.Kind kind = disabled ? KeyAct.Kind.DISABLED : KeyAct.Kind.ENABLED;
    return act(id, kind, by, key -> key.disabled = disabled);
  }

  /**
   * Gives a key a new text.
   *
   * @param overlap for how long the one before is let in as well
   */
  Uni<Issued> rotate(String id, Duration overlap, By by) {
    String text = KeyText.generate(random);
    return act(
            id,
            KeyAct.Kind.ROTATED,
            by,
            key -> {
              key.formerDigest = key.digest;
              key.formerUntil = clock.instant().plus(overlap);
              key.digest = KeyText.sha256(text);
            })
        .map(key -> new Issued(key, text));
  }

  /**
   * Takes a key for good, and tells gateways so even where there is no row: after a restore they
   * may know one that the database does not. Whether there was one.
   */
  Uni<Boolean> delete(String id, By by) {
    return alone(
            () ->
                keys.nextVersion()
                    .chain(
                        version ->
                            keys.remove(id)
                                .call(() -> note(id, KeyAct.Kind.DELETED, by))
                                .call(
                                    () ->
                                        outbox.append(
                                            List.of(
                                                OutboxEntry.key(
                                                    id, version, null, clock.instant()))))))
        .invoke(() -> metrics.done(KeyAct.Kind.DELETED, id, by.author()));
  }

  /**
   * Tells gateways of every key once more, as it stands here; how many there are. One page after
   * the other, so that others who write to the outbox do not wait for all of them.
   */
  Uni<Long> republish(By by) {
    return republish("", 0, by);
  }

  private Uni<Long> republish(String last, long before, By by) {
    return alone(() -> keys.after(last, PAGE).call(page -> again(page, by)))
        .invoke(
            page -> page.forEach(key -> metrics.done(KeyAct.Kind.REPUBLISHED, key.id, by.author())))
        .chain(
            page ->
                page.isEmpty()
                    ? Uni.createFrom().item(before)
                    : republish(page.getLast().id, before + page.size(), by));
  }

  private Uni<Void> again(List<StoredKey> page, By by) {
    return Multi.createFrom()
        .iterable(page)
        .onItem()
        .transformToUniAndConcatenate(
            key ->
                keys.nextVersion()
                    .invoke(version -> stamp(key, version))
                    .chain(() -> told(key, KeyAct.Kind.REPUBLISHED, by)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<StoredKey> act(String id, KeyAct.Kind kind, By by, Consumer<StoredKey> change) {
    return alone(
            () ->
                keys.find(id)
                    .chain(
                        found -> {
                          StoredKey key =
                              found.orElseThrow(
                                  () -> new ApiException(ApiError.NOT_FOUND, "no such key"));
                          return keys.nextVersion()
                              .invoke(
                                  version -> {
                                    change.accept(key);
                                    stamp(key, version);
                                  })
                              .chain(() -> told(key, kind, by));
                        }))
        .invoke(() -> metrics.done(kind, id, by.author()));
  }

  private void stamp(StoredKey key, long version) {
    key.version = version;
    key.updated = clock.instant();
  }

  /** One writer at a time: what is committed later has the higher version. */
  private <T> Uni<T> alone(Supplier<Uni<T>> work) {
    return Panache.withTransaction(() -> outbox.alone().chain(() -> work.get()));
  }

  private Uni<StoredKey> told(StoredKey key, KeyAct.Kind kind, By by) {
    CallerKey event = key.published(clock.instant());
    // What gateways refuse is not to be stored: it would look like a key and let nobody in.
    if (reader.read(key.id, EventJson.write(event)) instanceof Reading.Refused<CallerKey> refused) {
      throw new ApiException(
          ApiError.BAD_REQUEST, refused.about() + ": has a value that gateways do not accept");
    }
    return note(key.id, kind, by)
        .chain(
            () -> outbox.append(List.of(OutboxEntry.key(key.id, key.version, event, key.updated))))
        .replaceWith(key);
  }

  private Uni<Void> note(String id, KeyAct.Kind kind, By by) {
    KeyAct act = new KeyAct();
    act.id = UUID.randomUUID().toString();
    act.keyId = id;
    act.act = kind;
    act.author = by.author();
    act.reason = by.reason();
    act.at = clock.instant();
    return keys.note(act);
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "key_" + HexFormat.of().formatHex(bytes);
  }
}
