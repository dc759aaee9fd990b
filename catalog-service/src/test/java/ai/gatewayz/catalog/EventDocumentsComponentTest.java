package ai.gatewayz.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event contract is served as it is kept, to anybody. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class EventDocumentsComponentTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root"), "deploy", "events");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asyncapi.yaml",
        "schemas/offer.json",
        "schemas/offer-change.json",
        "schemas/sync.json",
        "schemas/availability.json",
        "schemas/transition.json",
        "schemas/outcome-window.json",
        "schemas/traffic-window.json",
        "schemas/failure-window.json"
      })
  void isServed(String name) throws IOException {
    given()
        .get("/events/" + name)
        .then()
        .statusCode(200)
        .contentType(startsWith(name.endsWith(".json") ? "application/json" : "application/x-yaml"))
        .body(equalTo(Files.readString(FOLDER.resolve(name))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nothing.json", "README.md", "pom.xml", "released/0.1.0/schemas/offer.json"})
  void nothingElseIs(String name) {
    given().get("/events/" + name).then().statusCode(404);
  }
}
