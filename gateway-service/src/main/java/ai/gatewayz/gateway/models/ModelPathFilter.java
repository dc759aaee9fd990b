package ai.gatewayz.gateway.models;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** JAX-RS takes what stands behind a semicolon for a parameter; here it is a part of a name. */
@ApplicationScoped
class ModelPathFilter {

  private static final int ORDER = -250;

  void register(@Observes Router router) {
    router.route("/models/*").order(ORDER).handler(ModelPathFilter::filter);
    router.route("/v1/models/*").order(ORDER).handler(ModelPathFilter::filter);
  }

  private static void filter(RoutingContext context) {
    String path = context.request().path();
    if (path.indexOf(';') < 0) {
      context.next();
    } else {
      context.reroute(path.replace(";", "%3B"));
    }
  }
}
