package ai.gatewayz.gateway.keys;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.gateway.GatewayStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists over HTTP show what a published key may use. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class KeyListsComponentTest extends KeyScene {

  @Test
  void listsHideWhatTheKeyMayNotUseAndItsNameIsRefusedAsACompletionIs() {
    publish(false, Set.of(), List.of());
    awaitStatus(200);
    asked("/v1/models?view=all&q=keys/")
        .statusCode(200)
        .body("data.id", hasItem("keys/allowed"))
        .body("data.id", not(hasItem("keys/forbidden")))
        .body("hidden.not_allowed", equalTo(1));
    asked("/v1/models/count?view=all&q=keys/forbidden").body("data.count", equalTo(0));
    asked("/v1/models/keys/allowed").statusCode(200);
    for (String path :
        List.of(
            "/v1/models/keys/forbidden",
            "/v1/models/together/keys/forbidden",
            "/v1/models/keys/forbidden/endpoints")) {
      asked(path)
          .statusCode(403)
          .body("error.code", equalTo("forbidden"))
          .body("error.message", containsString("may not use"));
    }
    asked("/v1/models/keys/forbiden")
        .statusCode(404)
        .body("error.message", not(containsString("keys/forbidden")));
    given()
        .header("x-api-key", text)
        .header("anthropic-version", "2023-06-01")
        .get("/v1/models?view=all&limit=1000&q=keys/")
        .then()
        .body("data.id", hasItem("keys/allowed"))
        .body("data.id", not(hasItem("keys/forbidden")));
    given()
        .header("Authorization", "Bearer " + GatewayStack.API_KEY)
        .get("/v1/models?view=all&q=keys/")
        .then()
        .body("data.id", hasItem("keys/forbidden"));
  }

  @Test
  void aProviderThatTheKeyMayNotUseIsInNoList() {
    publish(false, new Patterns(List.of(), List.of("together")), Set.of(), List.of());
    awaitStatus(200);
    asked("/v1/providers")
        .statusCode(200)
        .body("data.slug", hasItem("fireworks"))
        .body("data.slug", not(hasItem("together")));
    asked("/v1/models?view=all&q=keys/").body("total", equalTo(0));
    asked("/v1/models/keys/allowed").statusCode(403);
  }
}
