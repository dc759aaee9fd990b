package ai.gatewayz.health.store;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.capability.Capabilities;
import ai.gatewayz.health.capability.Tested;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of what is held of capabilities. */
final class CapabilityRows {

  static final String ALL =
      "select provider, offer, capability, asked_at, state, tested_at, evidence, reason,"
          + " http_status, dimension, doubts, unsure, alarms from capability_tests";

  // A replica that has lost an offer and does not know it yet must not turn its row back.
  static final String WRITE =
      "insert into capability_tests as held (provider, offer, capability, asked_at, state,"
          + " tested_at, evidence, reason, http_status, dimension, doubts, unsure, alarms) values"
          + " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (provider,"
          + " offer, capability) do update set asked_at = excluded.asked_at, state ="
          + " excluded.state, tested_at = excluded.tested_at, evidence = excluded.evidence, reason"
          + " = excluded.reason, http_status = excluded.http_status, dimension ="
          + " excluded.dimension, doubts = excluded.doubts, unsure = excluded.unsure, alarms ="
          + " excluded.alarms where held.asked_at <= excluded.asked_at";

  private CapabilityRows() {}

  static Tuple row(OfferKey offer, Capability capability, Tested held) {
    CapabilityVerdict verdict = held.verdict();
    return Tuple.from(
        Arrays.asList(
            offer.provider(),
            offer.id(),
            word(capability),
            utc(held.asked()),
            word(verdict.state()),
            utc(verdict.at()),
            verdict.evidence() == null ? null : word(verdict.evidence()),
            verdict.reason(),
            verdict.httpStatus(),
            verdict.dimension(),
            held.doubts(),
            held.unsure(),
            held.alarms()));
  }

  /** Empty where a later version wrote it of something that this one does not test. */
  static Optional<Capabilities> read(Row row) {
    for (Capability capability : CapabilityQuestion.TESTED) {
      if (word(capability).equals(row.getString("capability"))) {
        return Optional.of(new Capabilities(Map.of(capability, tested(row))));
      }
    }
    return Optional.empty();
  }

  private static Tested tested(Row row) {
    String evidence = row.getString("evidence");
    return new Tested(
        new CapabilityVerdict(
            CapabilityVerdict.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            instant(row.getOffsetDateTime("tested_at")),
            evidence == null
                ? null
                : Availability.Source.valueOf(evidence.toUpperCase(Locale.ROOT)),
            row.getString("reason"),
            row.getInteger("http_status"),
            row.getInteger("dimension")),
        instant(row.getOffsetDateTime("asked_at")),
        row.getInteger("doubts"),
        row.getInteger("unsure"),
        row.getInteger("alarms"),
        false);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime utc(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
