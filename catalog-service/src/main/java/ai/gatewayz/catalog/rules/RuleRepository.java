package ai.gatewayz.catalog.rules;

import ai.gatewayz.catalog.contract.EventJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of rules. Who applies rules shares a lock with others who do, who changes them has it
 * alone: so no sync publishes by rules that have changed under it. Needs a transaction that is
 * open.
 */
@ApplicationScoped
public class RuleRepository {

  /** Any number, the same in every replica. */
  private static final long LOCK = 7_204_331_905L;

  private static final String COLUMNS =
      "select id, kind, provider, target, facts, reason, evidence, author, created, expires from rules";

  private final AliasRepository aliases;

  RuleRepository(AliasRepository aliases) {
    this.aliases = aliases;
  }

  /** The rules that count now, for applying them in this transaction. */
  public Uni<Rules> standing(Instant now) {
    return lock("pg_advisory_xact_lock_shared").chain(() -> standingAlone(now));
  }

  /** Keeps everybody else from applying and changing rules until this transaction ends. */
  public Uni<Void> alone() {
    return lock("pg_advisory_xact_lock");
  }

  /** The rules that count now, for who has the lock alone. */
  public Uni<Rules> standingAlone(Instant now) {
    return rules(
            COLUMNS
                + " where ended is null and (expires is null or expires > :now)"
                + " order by created, id",
            Map.of("now", time(now)))
        .chain(
            standing ->
                aliases
                    .standing()
                    .map(
                        given ->
                            Rules.of(
                                standing,
                                given.stream().map(AliasRepository.Given::alias).toList())));
  }

  /**
   * Adds a rule, unless it is there already or another pins the same offer.
   *
   * @return how many were added: 1 or 0
   */
  public Uni<Integer> add(Rule rule) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", rule.id());
    row.put("kind", rule.kind().name().toLowerCase(Locale.ROOT));
    row.put("provider", rule.provider());
    row.put("target", rule.target());
    row.put(
        "facts",
        rule.pin() == null
            ? null
            : new String(EventJson.write(rule.pin()), StandardCharsets.UTF_8));
    row.put("reason", rule.reason());
    row.put("evidence", rule.evidence());
    row.put("author", rule.author());
    row.put("created", rule.created().toString());
    row.put("expires", rule.expires() == null ? null : rule.expires().toString());
    return execute(
        "insert into rules (id, kind, provider, target, facts, reason, evidence, author, created,"
            + " expires) select id, kind, provider, target, facts, reason, evidence, author,"
            + " created, expires from jsonb_to_record(cast(cast(:row as text) as jsonb)) as"
            + " row(id text, kind text, provider text, target text, facts text, reason text,"
            + " evidence text, author text, created timestamptz, expires timestamptz)"
            + " where not exists (select 1 from rules r where r.kind = 'pin' and row.kind = 'pin'"
            + " and r.ended is null and r.provider = row.provider and r.target = row.target)"
            + " on conflict (id) do nothing",
        Map.of("row", new String(EventJson.write(row), StandardCharsets.UTF_8)));
  }

  /** Ends a rule that stands; empty where there is none. */
  public Uni<Optional<Rule>> end(String id, String author, Instant now) {
    return rules(COLUMNS + " where id = :id and ended is null", Map.of("id", id))
        .chain(
            found ->
                execute(
                        "update rules set ended = :now, ended_by = :author"
                            + " where id = :id and ended is null",
                        Map.of("id", id, "author", author, "now", time(now)))
                    .map(ended -> found.stream().findFirst()));
  }

  /** Whether there is a rule to let run out; read without the lock, so often and cheaply. */
  public Uni<Boolean> due(Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select exists (select 1 from rules where ended is null"
                            + " and expires <= :now)",
                        Boolean.class)
                    .setParameter("now", time(now))
                    .getSingleResult());
  }

  /** Marks those as ended that have expired; how many. */
  public Uni<Integer> expire(Instant now) {
    return execute(
        "update rules set ended = expires, ended_by = 'expiry'"
            + " where ended is null and expires <= :now",
        Map.of("now", time(now)));
  }

  private static Uni<List<Rule>> rules(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, Object[].class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            })
        .map(rows -> rows.stream().map(RuleRepository::rule).toList());
  }

  private static Rule rule(Object[] row) {
    return new Rule(
        (String) row[0],
        Rule.Kind.valueOf(((String) row[1]).toUpperCase(Locale.ROOT)),
        (String) row[2],
        (String) row[3],
        row[4] == null
            ? null
            : EventJson.read(((String) row[4]).getBytes(StandardCharsets.UTF_8), Pin.class),
        (String) row[5],
        (String) row[6],
        (String) row[7],
        instant(row[8]),
        instant(row[9]));
  }

  private static Uni<Void> lock(String function) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select 1 from " + function + "(" + LOCK + ")", Integer.class)
                    .getResultList())
        .replaceWithVoid();
  }

  private static Uni<Integer> execute(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql);
              parameters.forEach(query::setParameter);
              return query.executeUpdate();
            });
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Object value) {
    return switch (value) {
      case null -> null;
      case OffsetDateTime time -> time.toInstant();
      case Instant instant -> instant;
      default -> throw new IllegalStateException("not a time: " + value.getClass());
    };
  }
}
