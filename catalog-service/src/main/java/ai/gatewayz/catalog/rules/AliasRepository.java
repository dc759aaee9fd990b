package ai.gatewayz.catalog.rules;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.ModelAlias;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of names of operators, under the lock of {@link RuleRepository}. Needs a transaction
 * that is open.
 */
@ApplicationScoped
public class AliasRepository {

  /** A name with who gave it and why. */
  public record Given(ModelAlias alias, String reason, String author, Instant created) {}

  /** Those that stand, in the order of the alphabet. */
  public Uni<List<Given>> standing() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select name, models, policy, version, reason, author, created from aliases"
                            + " where ended is null order by name_key",
                        Object[].class)
                    .getResultList())
        .map(rows -> rows.stream().map(AliasRepository::given).toList());
  }

  /** Puts a name in the place of one of the same letters. */
  public Uni<Void> put(Given given) {
    ModelAlias alias = given.alias();
    return end(alias.name(), given.author(), given.created())
        .chain(
            () ->
                execute(
                    "insert into aliases (name_key, name, models, policy, reason, author, created)"
                        + " values (:key, :name, :models, :policy, :reason, :author, :created)",
                    Map.of(
                        "key",
                        key(alias.name()),
                        "name",
                        alias.name(),
                        "models",
                        new String(EventJson.write(alias.models()), StandardCharsets.UTF_8),
                        "policy",
                        alias.policy().name(),
                        "reason",
                        given.reason(),
                        "author",
                        given.author(),
                        "created",
                        time(given.created()))))
        .replaceWithVoid();
  }

  /** How many ended: 1, or 0 where none of that name stands. */
  public Uni<Integer> end(String name, String author, Instant now) {
    return execute(
        "update aliases set ended = :now, ended_by = :author"
            + " where name_key = :key and ended is null",
        Map.of("key", key(name), "author", author, "now", time(now)));
  }

  private static Given given(Object[] row) {
    List<String> models =
        List.of(EventJson.read(((String) row[1]).getBytes(StandardCharsets.UTF_8), String[].class));
    ModelAlias alias =
        new ModelAlias(
            (String) row[0],
            models,
            ModelAlias.Policy.valueOf((String) row[2]),
            ((Number) row[3]).longValue());
    return new Given(alias, (String) row[4], (String) row[5], instant(row[6]));
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

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Object value) {
    return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
  }
}
