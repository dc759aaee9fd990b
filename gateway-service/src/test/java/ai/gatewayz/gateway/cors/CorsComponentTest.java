package ai.gatewayz.gateway.cors;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import ai.gatewayz.gateway.GatewayStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser asks for a page of another origin, and what it looks for in the answer. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class CorsComponentTest {

  private static final String ALLOWED = "https://app.example";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/a/b/endpoints",
        "/api/v1/chat/completions",
        "/models"
      })
  void whatABrowserAsksBeforeACallNeedsNoKey(String path) {
    given()
        .header("Origin", ALLOWED)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type,x-stainless-lang")
        .options(path)
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo(ALLOWED))
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header(
            "Access-Control-Allow-Headers", equalTo("authorization,content-type,x-stainless-lang"))
        .header("Vary", equalTo("Origin"));
  }

  @Test
  void anAnswerMayBeReadWithItsHeaders() {
    given()
        .header("Origin", ALLOWED)
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .get("/v1/models?limit=1")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(ALLOWED))
        .header("Access-Control-Expose-Headers", containsString("x-request-id"))
        .header("Access-Control-Expose-Headers", containsString("x-gatewayz-provider"))
        .header("Vary", equalTo("Accept-Encoding, anthropic-version, Origin"));
  }

  @Test
  void whatIsRefusedMayBeReadToo() {
    given()
        .header("Origin", ALLOWED)
        .get("/v1/models")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", equalTo(ALLOWED));
    given()
        .header("Origin", ALLOWED)
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .contentType("application/json")
        .body("{\"model\":\"no/such\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
        .post("/v1/chat/completions")
        .then()
        .statusCode(404)
        .header("Access-Control-Allow-Origin", equalTo(ALLOWED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://app.example",
        "https://app.example.evil.example",
        "null"
      })
  void anotherOriginIsToldNothing(String origin) {
    given()
        .header("Origin", origin)
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .get("/v1/models?limit=1")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", nullValue());
    given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .options("/v1/chat/completions")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void aPageOfItsOwnOriginIsNothingSpecial() {
    given()
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .options("/v1/chat/completions")
        .then()
        .statusCode(405);
  }
}
