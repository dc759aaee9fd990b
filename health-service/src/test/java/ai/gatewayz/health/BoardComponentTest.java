package ai.gatewayz.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.health.contract.OutcomeWindow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another replica has written later stands, and is kept for as long as its offer is there. */
@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class BoardComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final OffsetDateTime LONG_AGO =
      OffsetDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  @Inject Pool pool;

  HealthStack stack;

  private Topics topics;

  @BeforeEach
  void connect() {
    topics = new Topics(stack.bootstrapServers());
  }

  @AfterEach
  void close() {
    topics.close();
  }

  private RowSet<Row> run(String sql, Offer offer) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(offer.provider(), offer.id()))
        .await()
        .atMost(PATIENCE);
  }

  private Row row(Offer offer) {
    RowSet<Row> rows =
        run(
            "select state, reason, written from offer_status where provider = $1 and offer = $2",
            offer);
    return rows.size() == 0 ? null : rows.iterator().next();
  }

  private void answered(Offer offer) {
    Instant now = Instant.now();
    topics.outcomes(
        new OutcomeWindow(
            offer.provider(),
            offer.id(),
            offer.model(),
            "gateway-1",
            now.minusMillis(500),
            now,
            Map.of("answered", 1L),
            null,
            Map.of(200L, 1L),
            0,
            0));
  }

  @Test
  void whatIsOfALaterVersionStandsAndIsKept() {
    Offer later = stack.answering("together", 30);
    Offer other = stack.answering("together", 31);
    topics.list(later);
    topics.list(other);
    await().atMost(PATIENCE).until(() -> row(later) != null && row(other) != null);
    for (Offer offer : new Offer[] {later, other}) {
      run(
          "update offer_status set written = '2001-01-01T00:00:00Z' where provider = $1"
              + " and offer = $2",
          offer);
    }
    run(
        "update offer_status set reason = 'a later word', version = 9000000000000000000"
            + " where provider = $1 and offer = $2",
        later);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              answered(later);
              answered(other);
              return isNew(later) && isNew(other);
            });

    assertEquals("a later word", row(later).getString("reason"));
    run("update offer_status set version = 0 where provider = $1 and offer = $2", later);
  }

  private boolean isNew(Offer offer) {
    Row row = row(offer);
    assertNotNull(row, "the row was taken for one of an offer that is no more");
    return row.getOffsetDateTime("written").isAfter(LONG_AGO);
  }
}
