package ai.gatewayz.gateway.edge;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Addresses under which clients of other services look for what is here: {@code /api/v1/…} is
 * {@code /v1/…}, as OpenRouter has it, and {@code /models} is the list. Whatever comes after sees
 * the address as it is here, the filters as well; the rest of it is left as it was sent, because
 * names of models have slashes of their own.
 */
@Singleton
class OtherAddresses {

  /** In front of everything: what is rerouted begins anew, and is to be counted once. */
  private static final int ORDER = -310;

  private static final String API = "/api";
  private static final String VERSION = "/v1";
  private static final String LIST = "/models";

  void register(@Observes Router router) {
    router.route(API + VERSION + "/*").order(ORDER).handler(OtherAddresses::withoutApi);
    router.route(LIST).order(ORDER).handler(OtherAddresses::withVersion);
  }

  private static void withVersion(RoutingContext context) {
    String target = context.request().uri();
    if (target.startsWith(LIST)) {
      context.reroute(VERSION + target);
    } else {
      context.next();
    }
  }

  private static void withoutApi(RoutingContext context) {
    String target = context.request().uri();
    if (target.startsWith(API + VERSION + "/")) {
      context.reroute(target.substring(API.length()));
    } else {
      context.next();
    }
  }
}
