package ai.gatewayz.catalog.retirement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken away is told of, a week and a day ahead, once each. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class RetirementsComponentTest {

  private static final String PROVIDER = "openrouter";

  CatalogStack stack;
  @Inject Retirements retirements;
  private String id;
  private ObjectNode entry;
  private Instant now;
  private LocalDate today;

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
    id = stack.simulator().catalog().chatIds(PROVIDER).getFirst();
    entry = stack.simulator().catalog().entry(ListName.OPENROUTER, id).orElseThrow();
    now = Instant.now();
    today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  @AfterEach
  void asItWas() {
    stack.simulator().catalog().put(ListName.OPENROUTER, entry);
    Catalog.sync(PROVIDER);
  }

  @Test
  void eachNoticeIsGivenOnceForADay() throws Throwable {
    announce(today.plusDays(8));
    assertEquals(List.of(), told());
    announce(today.plusDays(7));
    String week = today.plusDays(7).toString();
    assertEquals(List.of(week), told());
    tell();
    assertEquals(List.of(week), told());
    announce(today.plusDays(1));
    String day = today.plusDays(1).toString();
    assertEquals(List.of(week, day), told());
    announce(today.minusDays(1));
    assertEquals(List.of(week, day), told());
    assertEquals(
        1,
        Database.number(
            stack,
            "select count(*) from outbox x, offers f where f.provider = x.provider and f.id = x.id"
                + " and f.version >= x.version and x.payload like '%\"retiring\"%"
                + week
                + "%'"));
  }

  private void announce(LocalDate last) throws Throwable {
    ObjectNode announced = entry.deepCopy();
    announced.put("expiration_date", last.toString());
    stack.simulator().catalog().put(ListName.OPENROUTER, announced);
    assertEquals("complete", Catalog.sync(PROVIDER).getString("result"));
    tell();
    tell();
  }

  private void tell() throws Throwable {
    VertxContextSupport.subscribeAndAwait(() -> retirements.tell(now));
  }

  /** The last days that consumers were told, in the order in which they were. */
  private List<String> told() throws Exception {
    return Database.texts(
        stack,
        "select cast(payload as jsonb) -> 'fields' -> 0 ->> 'to' from outbox where provider = '"
            + PROVIDER
            + "' and id = '"
            + id
            + "' and cast(payload as jsonb) ->> 'kind' = 'retiring' order by seq");
  }
}
