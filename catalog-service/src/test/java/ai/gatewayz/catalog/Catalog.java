package ai.gatewayz.catalog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The service under test, as its callers see it. */
public final class Catalog {

  public static final List<String> PROVIDERS =
      List.of("featherless", "fireworks", "huggingface", "openrouter", "portkey", "together");

  private Catalog() {}

  public static void awaitFirstSyncs() {
    await()
        .atMost(Duration.ofSeconds(90))
        // Of most tests it is true at once.
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () ->
                get("/catalog/providers").getList("data.lastComplete").stream()
                    .allMatch(Objects::nonNull));
  }

  /** Waits until everything in the outbox is on Kafka. */
  public static void awaitPublished(CatalogStack stack) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () ->
                Database.number(
                        stack,
                        "select (select coalesce(max(seq), 0) from outbox) - published from relay")
                    == 0);
  }

  public static JsonPath get(String path) {
    return given().get(path).then().statusCode(200).extract().jsonPath();
  }

  /** A request with the operator's token, for JSON. */
  public static RequestSpecification operator() {
    return given()
        .header("Authorization", "Bearer " + CatalogStack.ADMIN_TOKEN)
        .contentType("application/json");
  }

  public static JsonPath sync(String provider) {
    return given()
        .header("Authorization", "Bearer " + CatalogStack.ADMIN_TOKEN)
        .post("/catalog/admin/syncs/" + provider)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** All ids that the service lists of a provider, page by page. */
  public static List<String> ids(String provider) {
    List<String> ids = new ArrayList<>();
    int total;
    do {
      JsonPath page =
          get("/catalog/offers?limit=1000&provider=" + provider + "&offset=" + ids.size());
      ids.addAll(page.getList("data.id"));
      total = page.getInt("total");
    } while (ids.size() < total);
    return ids;
  }
}
