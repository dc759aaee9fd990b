package ai.gatewayz.health.history;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.board.Rows;
import ai.gatewayz.health.contract.Availability.State;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what an offer did. */
@ApplicationScoped
public class HistoryReader {

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final String SLOTS =
      "select slot, answered, failed, ttft from evidence_slots"
          + " where provider = $1 and offer = $2 and slot > $3";
  private static final String STATES =
      "select at, to_state from transitions where provider = $1 and offer = $2 and at > $3"
          + " union all (select at, to_state from transitions where provider = $1 and offer = $2"
          + " and at <= $3 order by at desc, id desc limit 1) order by at";

  private final Pool pool;
  private final InstantSource clock;

  HistoryReader(Pool pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * @param uptime share of the known time in which it stood as working; null without any
   * @param knownSeconds of how much of the stretch it was known whether it works
   * @param answered good answers, of probes and of live traffic
   * @param failed failures that were the model's or the moment's
   * @param success share of good answers among both; null without any
   * @param ttft null where none was measured
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Stretch(
      Instant from,
      Double uptime,
      long knownSeconds,
      long answered,
      long failed,
      Double success,
      Ttft ttft) {}

  /** Milliseconds, off by a fifth at most, and how many were measured. */
  @RegisterForReflection
  public record Ttft(Long p50, Long p95, Long p99, long samples) {}

  private record Quarter(Instant at, long answered, long failed, JsonObject ttft) {}

  /** The last hour, day and week, by name. Evidence is counted in whole quarters of an hour. */
  public Uni<Map<String, Stretch>> of(OfferKey key) {
    Instant now = clock.instant();
    Tuple since = Tuple.of(key.provider(), key.id(), Rows.utc(now.minus(LONGEST)));
    return pool.preparedQuery(STATES)
        .execute(since)
        .map(rows -> Rows.list(rows, HistoryReader::began))
        .chain(
            states ->
                pool.preparedQuery(SLOTS)
                    .execute(since)
                    .map(rows -> Rows.list(rows, HistoryReader::quarter))
                    .map(quarters -> stretches(states, quarters, now)));
  }

  private static Uptime.Began began(Row row) {
    return new Uptime.Began(
        Rows.instant(row, "at"), State.valueOf(row.getString("to_state").toUpperCase(Locale.ROOT)));
  }

  private static Quarter quarter(Row row) {
    return new Quarter(
        Rows.instant(row, "slot"),
        row.getLong("answered"),
        row.getLong("failed"),
        row.getJsonObject("ttft"));
  }

  private static Map<String, Stretch> stretches(
      List<Uptime.Began> states, List<Quarter> quarters, Instant now) {
    Map<String, Stretch> stretches = new LinkedHashMap<>();
    stretches.put("1h", stretch(states, quarters, now.minus(Duration.ofHours(1)), now));
    stretches.put("1d", stretch(states, quarters, now.minus(Duration.ofDays(1)), now));
    stretches.put("7d", stretch(states, quarters, now.minus(LONGEST), now));
    return stretches;
  }

  private static Stretch stretch(
      List<Uptime.Began> states, List<Quarter> quarters, Instant from, Instant now) {
    long answered = 0;
    long failed = 0;
    TtftSketch ttft = new TtftSketch();
    for (Quarter each : quarters) {
      if (each.at.plus(EvidenceSlots.LENGTH).isAfter(from)) {
        answered += each.answered;
        failed += each.failed;
        each.ttft.forEach(
            bucket ->
                ttft.addBucket(
                    Integer.parseInt(bucket.getKey()), ((Number) bucket.getValue()).longValue()));
      }
    }
    Uptime uptime = Uptime.of(states, from, now);
    return new Stretch(
        from,
        uptime.share(),
        uptime.knownSeconds(),
        answered,
        failed,
        answered + failed == 0 ? null : (double) answered / (answered + failed),
        ttft.count() == 0
            ? null
            : new Ttft(
                ttft.percentile(0.5), ttft.percentile(0.95), ttft.percentile(0.99), ttft.count()));
  }
}
