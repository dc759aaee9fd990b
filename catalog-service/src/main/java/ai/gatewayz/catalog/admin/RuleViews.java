package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.admin.RulesAdminResource.RuleView;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.rules.Pin;
import ai.gatewayz.catalog.rules.Rule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads rules for operators, with what they do. */
@ApplicationScoped
class RuleViews {

  private static final String RULES =
      "select r.id, r.kind, r.provider, r.target, r.facts, r.reason, r.evidence, r.author,"
          + " r.created, r.expires, (select count(*) from offers o where o.hidden = r.id"
          + " or o.pinned_by = r.id), r.ended, r.ended_by from rules r";

  private final Pool pool;

  RuleViews(Pool pool) {
    this.pool = pool;
  }

  Uni<List<RuleView>> list(boolean all) {
    return pool.query(
            RULES
                + (all ? "" : " where r.ended is null")
                + " order by r.ended nulls first, r.created, r.id limit 1000")
        .execute()
        .map(RuleViews::views);
  }

  Uni<RuleView> one(String id) {
    return pool.preparedQuery(RULES + " where r.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> views(rows).getFirst());
  }

  /** Whether a pin stands already on what another would pin. */
  Uni<Boolean> pinned(Rule rule) {
    return rule.kind() != Rule.Kind.PIN
        ? Uni.createFrom().item(false)
        : pool.preparedQuery(
                "select 1 from rules where kind = 'pin' and ended is null and provider = $1"
                    + " and target = $2")
            .execute(Tuple.of(rule.provider(), rule.target()))
            .map(rows -> rows.size() > 0);
  }

  private static List<RuleView> views(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(RuleViews::view).toList();
  }

  private static RuleView view(Row row) {
    String facts = row.getString(4);
    return new RuleView(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        facts == null ? null : EventJson.read(facts.getBytes(StandardCharsets.UTF_8), Pin.class),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        instant(row.getOffsetDateTime(8)),
        instant(row.getOffsetDateTime(9)),
        row.getLong(10),
        instant(row.getOffsetDateTime(11)),
        row.getString(12));
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
