package ai.gatewayz.gateway.playground;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form on the index page, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class SearchPageComponentTest {

  private static final Offer PRICED = chat("together", "search-page/priced-1.5");
  private static final Offer UNPRICED = embeddings("together", "search-page/unpriced");

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void someModels() {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(PRICED);
      topics.offer(UNPRICED);
    }
    await()
        .until(
            () ->
                snapshots.current().offer(PRICED.key()).isPresent()
                    && snapshots.current().offer(UNPRICED.key()).isPresent());
  }

  private static String page(String filters) {
    return given().urlEncodingEnabled(false).get("/?q=search-page" + filters).asString();
  }

  private static List<Boolean> shown(String page) {
    return List.of(
        page.contains("/models/search-page/priced-1.5"),
        page.contains("/models/search-page/unpriced"));
  }

  @Test
  void filtersAsTheListDoesAndKeepsWhatWasAskedFor() {
    assertEquals(List.of(true, true), shown(page("")));
    assertEquals(List.of(true, false), shown(page("&max_price=0.6&sort=price")));
    assertEquals(List.of(false, false), shown(page("&max_price=0.5")));
    assertEquals(List.of(true, false), shown(page("&min_context=100000")));
    assertEquals(List.of(false, false), shown(page("&free=true")));
    assertEquals(List.of(false, false), shown(page("&input=image")));
    assertEquals(List.of(true, false), shown(page("%20priced15")));
    String asked = page("&max_price=0.6&min_context=7&free=true&sort=-context&input=audio");
    assertTrue(asked.contains("name=\"max_price\" value=\"0.6\""), asked);
    assertTrue(asked.contains("name=\"min_context\" value=\"7\""), asked);
    assertTrue(asked.contains("name=\"free\" value=\"true\" checked"), asked);
    assertTrue(asked.contains("value=\"-context\" selected"), asked);
    assertTrue(asked.contains("value=\"audio\" selected"), asked);
  }

  @Test
  void fieldsLeftEmptyAreNotAskedFor() {
    assertEquals(
        List.of(true, true),
        shown(page("&provider=&capability=&input=&max_price=&min_context=&sort=")));
    assertFalse(page("&max_price=cheap").contains("/models/search-page"));
  }
}
