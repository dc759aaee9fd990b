package ai.gatewayz.gateway.error;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** Refuses methods that nobody serves before anything else looks at a request. */
@ApplicationScoped
class MethodFilter {

  /** Before the filter of the drain. */
  private static final int ORDER = -300;

  static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final Counter unknown;

  MethodFilter(MeterRegistry registry) {
    unknown =
        Counter.builder("gatewayz.requests.methods.unknown")
            .description("Requests by methods that nobody serves")
            .register(registry);
  }

  void register(@Observes Router router) {
    router.route().order(ORDER).handler(this::filter);
  }

  private void filter(RoutingContext context) {
    if (KNOWN.contains(context.request().method())) {
      context.next();
    } else {
      unknown.increment();
      Failures.methodNotAllowed(context);
    }
  }
}
