package ai.gatewayz.health.operator;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.override.OperatorWord;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * An override as it is stored.
 *
 * @param ended when it ended; null while it stands
 * @param endedBy null while it stands, or where its time was over
 */
public record OverrideEntry(
    OfferKey key,
    State state,
    String reason,
    String author,
    Instant since,
    Instant until,
    Instant ended,
    String endedBy) {

  static OverrideEntry of(Row row) {
    OffsetDateTime ended = row.getOffsetDateTime("ended");
    return new OverrideEntry(
        new OfferKey(row.getString("provider"), row.getString("offer")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getString("author"),
        row.getOffsetDateTime("since").toInstant(),
        row.getOffsetDateTime("until").toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString("ended_by"));
  }

  OperatorWord word() {
    return new OperatorWord(key, state, since, until);
  }
}
