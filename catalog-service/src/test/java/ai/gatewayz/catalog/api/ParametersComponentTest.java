package ai.gatewayz.catalog.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of every resource with what no parameter can be. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class ParametersComponentTest {

  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "/catalog/offers",
          List.of(
              "q",
              "provider",
              "model",
              "task",
              "capability",
              "input",
              "output",
              "availability",
              "price",
              "sort"),
          "/catalog/changes?after=0",
          List.of("since", "provider"),
          "/catalog/changes/stream",
          List.of("provider"),
          "/catalog/quarantine",
          List.of("provider"),
          "/catalog/syncs",
          List.of("provider"));

  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "/catalog/offers",
          List.of("max_price", "min_context", "limit", "offset"),
          "/catalog/changes?since=2026-01-31T12:00:00Z",
          List.of("after", "limit"),
          "/catalog/changes/stream",
          List.of("after"),
          "/catalog/quarantine",
          List.of("limit", "offset"),
          "/catalog/syncs",
          List.of("limit"),
          "/catalog/admin/rules",
          List.of("all"));

  @BeforeEach
  void synced() {
    Catalog.awaitFirstSyncs();
  }

  static Stream<Arguments> hostile() {
    return Stream.concat(
        each(TEXTS, List.of("%00", "x%00y", "a%1Fb", "%C2%80")),
        each(
            NUMBERS,
            List.of(
                "%00",
                "1%00",
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "0x10",
                "NaN",
                "Infinity",
                "",
                "%D9%A1",
                "9".repeat(3_000))));
  }

  private static Stream<Arguments> each(Map<String, List<String>> parameters, List<String> values) {
    return parameters.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .flatMap(
                        name ->
                            values.stream()
                                .map(value -> Arguments.of(entry.getKey(), name, value))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("hostile")
  void isRefusedByItsName(String path, String name, String value) {
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + CatalogStack.ADMIN_TOKEN)
        .get(path + (path.contains("?") ? "&" : "?") + name + "=" + value)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("bad_request"))
        .body("error.message", startsWith(name + ": "));
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        Arguments.of("/catalog/offers/together/a%00b", "id"),
        Arguments.of("/catalog/offers/tog%00ether/a", "provider"),
        Arguments.of("/catalog/models/a/b%00", "id"),
        Arguments.of("/catalog/syncs/%00", "id"));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void isRefusedInAPath(String path, String name) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .body("error.message", startsWith(name + ": "));
  }

  @Test
  void whatABodyHoldsIsNotTheDatabasesFault() {
    for (String body :
        List.of(
            "{\"sync\":\"a\\u0000\",\"author\":\"a\",\"reason\":\"r\"}",
            "{\"kind\":\"block\",\"provider\":\"together\",\"target\":\"x\\u0000\","
                + "\"author\":\"a\",\"reason\":\"r\"}")) {
      Catalog.operator()
          .body(body)
          .post(
              body.contains("kind")
                  ? "/catalog/admin/rules"
                  : "/catalog/admin/quarantine/together/accept")
          .then()
          .statusCode(body.contains("kind") ? 400 : 404);
    }
  }

  @Test
  void whatIsUnderstoodStillIs() {
    given().get("/catalog/offers?max_price=2.5&min_context=1&limit=1").then().statusCode(200);
    given().get("/catalog/offers?max_price=1e3&limit=1").then().statusCode(200);
    given().get("/catalog/offers?max_price=0.000000001&limit=0").then().statusCode(200);
  }
}
