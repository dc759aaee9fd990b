package ai.gatewayz.health.board;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.health.override.OperatorWord;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers for the offers of all replicas. */
@ApplicationScoped
public class BoardReader {

  private static final String COLUMNS =
      "select s.*, cast(s.capabilities as text) as tested, w.state as word, w.since as word_since, w.until as word_until";

  private static final ObjectReader CAPABILITIES =
      EventJson.mapper().readerFor(new TypeReference<Map<Capability, CapabilityVerdict>>() {});

  private final Pool pool;
  private final InstantSource clock;

  BoardReader(Pool pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** A page of a list, and how many there are in all. */
  public record Page(long total, List<Status> offers) {}

  public Uni<Page> find(StatusQuery query, int limit, int offset) {
    List<Object> bound = new ArrayList<>();
    String where = query.where(bound, clock.instant());
    return pool.preparedQuery("select count(*) as total" + where)
        .execute(StatusQuery.tuple(bound))
        .map(rows -> rows.iterator().next().getLong("total"))
        .chain(
            total -> {
              List<Object> paged = new ArrayList<>(bound);
              paged.add(limit);
              paged.add(offset);
              String page =
                  COLUMNS
                      + where
                      + " order by s.provider, s.offer limit $"
                      + (paged.size() - 1)
                      + " offset $"
                      + paged.size();
              return pool.preparedQuery(page)
                  .execute(StatusQuery.tuple(paged))
                  .map(rows -> new Page(total, Rows.list(rows, BoardReader::status)));
            });
  }

  public Uni<Optional<Status>> one(OfferKey key) {
    List<Object> bound = new ArrayList<>();
    String where = new StatusQuery(key.provider(), null, null).where(bound, clock.instant());
    bound.add(key.id());
    return pool.preparedQuery(COLUMNS + where + " and s.offer = $" + bound.size())
        .execute(StatusQuery.tuple(bound))
        .map(rows -> Rows.list(rows, BoardReader::status).stream().findFirst());
  }

  /** Offers by state, as announced. */
  public Uni<Map<String, Map<String, Long>>> states() {
    List<Object> bound = new ArrayList<>();
    String where = new StatusQuery(null, null, null).where(bound, clock.instant());
    return pool.preparedQuery(
            "select s.provider, coalesce(w.state, s.state) as told, count(*) as offers"
                + where
                + " group by 1, 2")
        .execute(StatusQuery.tuple(bound))
        .map(
            rows -> {
              Map<String, Map<String, Long>> states = new TreeMap<>();
              for (Row row : rows) {
                states
                    .computeIfAbsent(row.getString("provider"), id -> new TreeMap<>())
                    .put(row.getString("told"), row.getLong("offers"));
              }
              return states;
            });
  }

  private static Status status(Row row) {
    Availability evident =
        new Availability(
            row.getString("provider"),
            row.getString("offer"),
            row.getString("model"),
            state(row.getString("state")),
            row.getString("reason"),
            Availability.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
            Rows.instant(row, "since"),
            Rows.instant(row, "last_verified"),
            Rows.instant(row, "last_checked"),
            row.getInteger("http_status"),
            row.getLong("ttft_millis"),
            Rows.instant(row, "retry_at"),
            evidence(row.getString("evidence")),
            capabilities(row.getString("tested")),
            row.getLong("version"));
    return Status.of(
        evident,
        Optional.ofNullable(row.getString("word"))
            .map(
                word ->
                    new OperatorWord(
                        evident.key(),
                        state(word),
                        Rows.instant(row, "word_since"),
                        Rows.instant(row, "word_until"))));
  }

  /** None where an earlier version wrote the row, or nothing was tested. */
  private static Map<Capability, CapabilityVerdict> capabilities(String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return CAPABILITIES.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a row of offer_status is not as it was written", e);
    }
  }

  /** Null where an earlier version wrote the row, or nothing was seen. */
  private static Availability.Source evidence(String word) {
    return word == null ? null : Availability.Source.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Availability.State state(String word) {
    return Availability.State.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
