package ai.gatewayz.catalog.offers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of offers, written all rows in one statement. Needs a transaction that is open. */
@ApplicationScoped
public class OfferRepository {

  private static final String COLUMNS =
      "provider, id, model, model_key, name, task, capabilities, input, output, price_kind,"
          + " price_input, price_output, context_tokens, serverless, fingerprint, version, updated,"
          + " hidden, pinned_by, listed, body";

  private static final String PUT =
      "insert into offers ("
          + COLUMNS
          + ") select "
          + COLUMNS
          + " from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as row(provider text, id text,"
          + " model text, model_key text, name text, task text, capabilities text[], input text[],"
          + " output text[], price_kind text, price_input numeric, price_output numeric,"
          + " context_tokens integer, serverless boolean, fingerprint text, version bigint,"
          + " updated timestamptz, hidden text, pinned_by text, listed text, body text)"
          + " on conflict (provider, id) do update set model = excluded.model,"
          + " model_key = excluded.model_key, name = excluded.name, task = excluded.task,"
          + " capabilities = excluded.capabilities, input = excluded.input,"
          + " output = excluded.output, price_kind = excluded.price_kind,"
          + " price_input = excluded.price_input, price_output = excluded.price_output,"
          + " context_tokens = excluded.context_tokens, serverless = excluded.serverless,"
          + " fingerprint = excluded.fingerprint, version = excluded.version,"
          + " updated = excluded.updated, hidden = excluded.hidden,"
          + " pinned_by = excluded.pinned_by, listed = excluded.listed, body = excluded.body";

  // A quote within a text is escaped, so that this is the member and nothing else; few have it.
  private static final String NAMES =
      " case when strpos(body, '\"names\":[') > 0"
          + " then substring(body from '\"names\":(.*),\"version\":') end";

  /** All offers of a provider, without their text. */
  public Uni<List<Stored>> stored(String provider) {
    return rows(
            "select id, model, fingerprint, price_kind, price_input, price_output, context_tokens,"
                + " 'chat' = any(capabilities), hidden, pinned_by,"
                + NAMES
                + " from offers"
                + " where provider = :provider",
            Map.of("provider", provider))
        .map(rows -> rows.stream().map(OfferRepository::stored).toList());
  }

  /** The providers that have offers. */
  public Uni<List<String>> providers() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select distinct provider from offers order by provider", String.class)
                    .getResultList());
  }

  private static Stored stored(Object[] row) {
    return new Stored(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (BigDecimal) row[4],
        (BigDecimal) row[5],
        (Integer) row[6],
        (Boolean) row[7],
        (String) row[8],
        (String) row[9],
        (String) row[10]);
  }

  /** Some offers with their text, by id. */
  Uni<Map<String, Written>> written(String provider, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return rows(
            "select id, body, coalesce(listed, body), fingerprint, hidden from offers"
                + " where provider = :provider and id in"
                + " (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))",
            Map.of("provider", provider, "ids", array(ids)))
        .map(
            rows -> {
              Map<String, Written> written = new HashMap<>();
              rows.forEach(
                  row ->
                      written.put(
                          (String) row[0],
                          new Written(
                              (String) row[1], (String) row[2], (String) row[3], (String) row[4])));
              return written;
            });
  }

  /** What other providers ask per token for some models. */
  public Uni<MarketPrices> elsewhere(String provider, Collection<String> modelKeys) {
    if (modelKeys.isEmpty()) {
      return Uni.createFrom().item(MarketPrices.NONE);
    }
    return rows(
            "select model_key, price_input, price_output from offers where price_kind = 'per_token'"
                + " and hidden is null and provider <> :provider and model_key in"
                + " (select jsonb_array_elements_text(cast(cast(:keys as text) as jsonb)))",
            Map.of("provider", provider, "keys", array(modelKeys)))
        .map(
            rows ->
                new MarketPrices(
                    rows.stream()
                        .map(
                            row ->
                                new MarketPrices.Quote(
                                    (String) row[0], (BigDecimal) row[1], (BigDecimal) row[2]))
                        .toList()));
  }

  Uni<Void> put(List<ObjectNode> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode(rows.size()).addAll(rows);
    return execute(PUT, Map.of("rows", array.toString())).replaceWithVoid();
  }

  Uni<Void> remove(String provider, Collection<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : execute(
                "delete from offers where provider = :provider and id in"
                    + " (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))",
                Map.of("provider", provider, "ids", array(ids)))
            .replaceWithVoid();
  }

  /** Has all further versions be higher than this one; the highest that was given before. */
  public Uni<Long> raiseVersion(long floor) {
    return rows(
            "select last_value, setval('catalog_version',"
                + " greatest(cast(:floor as bigint), last_value)) from catalog_version",
            Map.of("floor", floor))
        .map(rows -> (Long) rows.getFirst()[0]);
  }

  /**
   * The next number for a change of the catalog; for who has the outbox alone, so that what is
   * committed later has a higher one.
   */
  Uni<Long> nextVersion() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("select nextval('catalog_version')", Long.class)
                    .getSingleResult());
  }

  private static Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql, Object[].class);
              parameters.forEach(query::setParameter);
              return query.getResultList();
            });
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

  private static String array(Collection<String> ids) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(ids.size());
    ids.forEach(array::add);
    return array.toString();
  }
}
