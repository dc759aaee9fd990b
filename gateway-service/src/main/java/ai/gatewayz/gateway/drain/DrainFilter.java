package ai.gatewayz.gateway.drain;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.GatewayError;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands in front of all other filters under {@code /v1/}. While the shutdown's delay lasts,
 * requests are still taken: readiness is down, and whoever sends them has not heard of it yet.
 */
@ApplicationScoped
class DrainFilter {

  /** Before the filter of the keys. */
  private static final int ORDER = -200;

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Duration delay;
  private volatile Instant refusesFrom = Instant.MAX;

  DrainFilter(
      InstantSource clock,
      @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
    this.clock = clock;
    this.delay = delay.orElse(Duration.ZERO);
  }

  void register(@Observes Router router) {
    router.route("/v1/*").order(ORDER).handler(this::filter);
  }

  void begin(@Observes ShutdownDelayInitiatedEvent event) {
    refusesFrom = clock.instant().plus(delay);
  }

  private void filter(RoutingContext context) {
    if (refusesFrom == Instant.MAX || clock.instant().isBefore(refusesFrom)) {
      context.next();
      return;
    }
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    Failures.send(
        context,
        Failure.of(
                GatewayError.OVERLOADED,
                "This replica is shutting down. Retry, and another one will answer.")
            .withRetryAfter(COME_BACK));
  }
}
