package ai.gatewayz.catalog.drift;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.SyncEvent.Drift;
import ai.gatewayz.catalog.contract.SyncEvent.DriftKind;
import ai.gatewayz.catalog.drift.ListShape.Counted;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The forms of lists as they were last accepted. A form replaces the one before when it has drifted
 * and the sync was accepted; so drift is reported once, or repeatedly while the changes that come
 * with it are quarantined. Needs a transaction that is open.
 */
@ApplicationScoped
public class Shapes {

  /** More say no more than that the list is another one. */
  private static final int MOST_TOLD = 50;

  private static final TypeReference<Map<String, Map<String, Integer>>> FIELDS =
      new TypeReference<>() {};

  private final DriftFinder finder;
  private final MeterRegistry registry;

  Shapes(DriftConfig config, MeterRegistry registry, Providers providers) {
    this.finder = new DriftFinder(config);
    this.registry = registry;
    // There from the start: an increase from nothing is none to Prometheus.
    for (Provider provider : providers.all()) {
      for (DriftKind kind : List.of(DriftKind.VANISHED, DriftKind.APPEARED, DriftKind.RETYPED)) {
        counter(provider.id(), kind);
      }
    }
  }

  /**
   * @param believed whether these forms may take the place of the earlier ones
   * @return how they differ from the earlier ones
   */
  public Uni<List<Drift>> compare(
      String provider, String syncId, Collection<ListShape> shapes, boolean believed, Instant now) {
    return earlier(provider)
        .chain(
            earlier ->
                Multi.createFrom()
                    .iterable(shapes)
                    .onItem()
                    .transformToUniAndConcatenate(
                        shape -> {
                          Counted counted = shape.counted();
                          Optional<Counted> before =
                              Optional.ofNullable(earlier.get(counted.list()));
                          List<Drift> drift =
                              before.map(known -> finder.between(known, counted)).orElse(List.of());
                          drift.forEach(one -> counter(provider, one.kind()).increment());
                          boolean news = before.isEmpty() || !drift.isEmpty();
                          return believed && news
                              ? put(provider, syncId, counted, drift, now).replaceWith(drift)
                              : Uni.createFrom().item(drift);
                        })
                    .collect()
                    .asList())
        .map(all -> all.stream().flatMap(List::stream).limit(MOST_TOLD).toList());
  }

  private Counter counter(String provider, DriftKind kind) {
    return Counter.builder("gatewayz.catalog.drift")
        .description("Fields of a provider's lists that vanished, appeared or changed their type")
        .tag("provider", provider)
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private static Uni<Map<String, Counted>> earlier(String provider) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select list, entries, fields from list_shapes where provider = :provider",
                        Object[].class)
                    .setParameter("provider", provider)
                    .getResultList())
        .map(
            rows -> {
              Map<String, Counted> earlier = new HashMap<>();
              rows.forEach(
                  row ->
                      earlier.put(
                          (String) row[0],
                          new Counted((String) row[0], (Integer) row[1], fields((String) row[2]))));
              return earlier;
            });
  }

  private static Uni<Void> put(
      String provider, String syncId, Counted shape, List<Drift> drift, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "insert into list_shapes (provider, list, entries, fields, since, sync_id,"
                            + " drift) values (:provider, :list, :entries, :fields,"
                            + " :now, :sync, nullif(:drift, ''))"
                            + " on conflict (provider, list) do update set"
                            + " entries = excluded.entries, fields = excluded.fields,"
                            + " since = excluded.since, sync_id = excluded.sync_id,"
                            + " drift = excluded.drift")
                    .setParameter("provider", provider)
                    .setParameter("list", shape.list())
                    .setParameter("entries", shape.entries())
                    .setParameter("fields", json(shape.fields()))
                    .setParameter("now", now.atOffset(ZoneOffset.UTC))
                    .setParameter("sync", syncId)
                    .setParameter("drift", drift.isEmpty() ? "" : json(drift))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }

  private static Map<String, Map<String, Integer>> fields(String json) {
    try {
      return EventJson.mapper().readValue(json, FIELDS);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored shape is not JSON", e);
    }
  }
}
