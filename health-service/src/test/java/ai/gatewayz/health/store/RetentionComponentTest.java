package ai.gatewayz.health.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.health.HealthStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HealthStack.class)
class RetentionComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject Pool pool;

  @Inject Schema schema;

  @Inject Retention retention;

  @Test
  void whatIsOverAndOldIsForgotten() {
    await().atMost(PATIENCE).until(schema::ready);
    for (String age : List.of("91 days", "89 days")) {
      run(
          "insert into transitions (provider, offer, model, from_state, to_state, source, at)"
              + " values ('retention', '%1$s', 'm', 'unknown', 'available', 'probe', now() - interval '%1$s')",
          age);
      run(
          "insert into incidents (cause, provider, offer, opened, closed, ended, offers)"
              + " values ('offer', 'retention', '%1$s', now() - interval '99 days', now() - interval '%1$s', 'recovered', 1)",
          age);
      run(
          "insert into overrides (provider, offer, state, reason, author, since, until)"
              + " values ('retention', '%1$s', 'unavailable', 'r', 'a', now() - interval '99 days', now() - interval '%1$s')",
          age);
      run(
          "insert into capability_tests (provider, offer, capability, asked_at, state, doubts, unsure, alarms)"
              + " values ('retention', '%1$s', 'tools', now() - interval '%1$s', 'verified', 0, 0, 0)",
          age);
    }
    run(
        "insert into incidents (cause, provider, offer, opened, offers)"
            + " values ('offer', 'retention', 'open', now() - interval '%s', 1)",
        "91 days");

    retention.forget().await().atMost(PATIENCE);

    assertEquals(List.of("89 days"), left("transitions"));
    assertEquals(List.of("89 days", "open"), left("incidents"));
    assertEquals(List.of("89 days"), left("overrides"));
    assertEquals(List.of("89 days"), left("capability_tests"));
    for (String table : List.of("transitions", "incidents", "overrides", "capability_tests")) {
      run("delete from %s where provider = 'retention'", table);
    }
  }

  private void run(String sql, String argument) {
    pool.query(sql.formatted(argument)).execute().await().atMost(PATIENCE);
  }

  private List<String> left(String table) {
    List<String> offers = new ArrayList<>();
    pool.query("select offer from " + table + " where provider = 'retention' order by offer")
        .execute()
        .await()
        .atMost(PATIENCE)
        .forEach(row -> offers.add(row.getString("offer")));
    return offers;
  }
}
