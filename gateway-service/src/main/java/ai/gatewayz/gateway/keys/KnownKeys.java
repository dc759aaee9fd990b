package ai.gatewayz.gateway.keys;

import ai.gatewayz.catalog.caller.CallerKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The keys that the catalog has published, by digest: one look-up, however many there are. Any
 * thread may ask, none waits; one thread changes them.
 */
@Singleton
public class KnownKeys {

  private final AtomicInteger count = new AtomicInteger();
  private volatile Held held = new Held();
  private volatile boolean loaded;

  public KnownKeys(MeterRegistry registry) {
    Gauge.builder("gatewayz.keys.known", count, AtomicInteger::get)
        .description("Callers' keys that the catalog has published")
        .register(registry);
  }

  /**
   * @param until when this text of the key ends; null for the key's own end
   */
  record Found(Caller caller, Instant until) {}

  /** Two views of the same keys. */
  private static final class Held {
    private final Map<String, CallerKey> byId = new ConcurrentHashMap<>();
    private final Map<KeyDigest, Found> byDigest = new ConcurrentHashMap<>();

    void put(CallerKey key) {
      CallerKey before = byId.put(key.id(), key);
      Caller caller = Caller.of(key);
      key.digests()
          .forEach(
              each ->
                  byDigest.put(KeyDigest.parse(each.sha256()), new Found(caller, each.until())));
      // Only then: a text that stays is let in all the time.
      drop(before, key);
    }

    void remove(String id) {
      drop(byId.remove(id), null);
    }

    private void drop(CallerKey before, CallerKey now) {
      if (before == null) {
        return;
      }
      for (CallerKey.Digest each : before.digests()) {
        if (now == null
            || now.digests().stream().noneMatch(one -> one.sha256().equals(each.sha256()))) {
          KeyDigest digest = KeyDigest.parse(each.sha256());
          Found found = byDigest.get(digest);
          if (found != null && found.caller.holder().equals(before.id())) {
            byDigest.remove(digest);
          }
        }
      }
    }
  }

  /** Whether it is known which keys there are, be it from the topic or from disk. */
  public boolean loaded() {
    return loaded;
  }

  /** All that there are, in place of those before. */
  public void replace(Collection<CallerKey> keys) {
    Held all = new Held();
    keys.forEach(all::put);
    held = all;
    count.set(all.byId.size());
    loaded = true;
  }

  public void put(CallerKey key) {
    held.put(key);
    count.set(held.byId.size());
  }

  public void remove(String id) {
    held.remove(id);
    count.set(held.byId.size());
  }

  public List<CallerKey> all() {
    return new ArrayList<>(held.byId.values());
  }

  Optional<Found> find(KeyDigest text) {
    return Optional.ofNullable(held.byDigest.get(text));
  }
}
