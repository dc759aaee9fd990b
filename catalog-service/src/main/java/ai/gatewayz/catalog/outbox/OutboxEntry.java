package ai.gatewayz.catalog.outbox;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.contract.SyncEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One thing to publish.
 *
 * @param provider the provider's id, or a caller's key's: what is no offer has a single name
 * @param id the offer's; null for a sync and for a key
 * @param payload the change, the sync or the key as JSON; null where an offer is published without
 *     being a change
 */
public record OutboxEntry(
    Action action, String provider, String id, long version, String payload, Instant at) {

  public enum Action {
    /** the offer as it is, and the change that made it so */
    PUT("put"),
    /** the offer is gone */
    REMOVE("remove"),
    SYNC("sync"),
    /** a caller's key as it is; gone where there is no payload */
    KEY("key");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * @param change null where nothing changed that is worth telling
   */
  public static OutboxEntry put(
      String provider, String id, long version, OfferChange change, Instant at) {
    return new OutboxEntry(Action.PUT, provider, id, version, json(change), at);
  }

  public static OutboxEntry remove(
      String provider, String id, long version, OfferChange change, Instant at) {
    return new OutboxEntry(Action.REMOVE, provider, id, version, json(change), at);
  }

  public static OutboxEntry sync(SyncEvent sync, Instant at) {
    return new OutboxEntry(Action.SYNC, sync.provider(), null, 0, json(sync), at);
  }

  /**
   * @param key null where it is deleted
   */
  public static OutboxEntry key(String id, long version, CallerKey key, Instant at) {
    return new OutboxEntry(Action.KEY, id, null, version, json(key), at);
  }

  private static String json(Object event) {
    return event == null ? null : new String(EventJson.write(event), StandardCharsets.UTF_8);
  }
}
