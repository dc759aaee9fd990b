package ai.gatewayz.gateway.keys;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.gateway.error.Failures;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;

/** {@code GET /v1/key}: what a caller's own key is let do. */
@ApplicationScoped
class KeyRoutes {

  private static final String PATH = "/v1/key";

  void register(@Observes Router router) {
    router.route(HttpMethod.GET, PATH).order(0).handler(KeyRoutes::tell);
    router.route(PATH).order(1).handler(Failures::methodNotAllowed);
  }

  private static void tell(RoutingContext context) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("data", told(KeyFilter.caller(context))).encode());
  }

  /** With OpenRouter's names where it has one: {@code label}, {@code limit}, {@code expires_at}. */
  static JsonObject told(Caller caller) {
    CallerKey key = caller.key();
    JsonObject told = new JsonObject().put("id", caller.holder());
    if (key == null) {
      return told.put("label", caller.holder()).putNull("limit").putNull("expires_at");
    }
    return told.put("label", key.name())
        .put("owner", key.owner())
        .put("team", key.team())
        .put("tags", array(key.tags()))
        .putNull("limit")
        .put("expires_at", key.expires() == null ? null : key.expires().toString())
        .put("models", patterns(key.models()))
        .put("providers", patterns(key.providers()))
        .put("protocols", array(key.protocols()))
        .put("networks", array(key.networks()))
        .put("max_concurrent_requests", key.mostAtOnce());
  }

  private static JsonObject patterns(Patterns patterns) {
    return new JsonObject()
        .put("allowed", array(patterns.allowed()))
        .put("forbidden", array(patterns.forbidden()));
  }

  private static JsonArray array(Collection<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
