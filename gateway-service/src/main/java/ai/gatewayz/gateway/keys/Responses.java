package ai.gatewayz.gateway.keys;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Answers of the API by status, whoever gives them: those that let nobody in as well. */
@Singleton
class Responses {

  /** The class, but for those that mean a caller's key and not the request. */
  enum Status {
    SUCCESS("2xx"),
    REDIRECT("3xx"),
    UNAUTHORIZED("401"),
    FORBIDDEN("403"),
    TOO_MANY("429"),
    CALLERS_ERROR("4xx"),
    SERVERS_ERROR("5xx");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    static Status of(int code) {
      return switch (code) {
        case 401 -> UNAUTHORIZED;
        case 403 -> FORBIDDEN;
        case 429 -> TOO_MANY;
        default ->
            switch (code / 100) {
              case 1, 2 -> SUCCESS;
              case 3 -> REDIRECT;
              case 4 -> CALLERS_ERROR;
              default -> SERVERS_ERROR;
            };
      };
    }
  }

  private final Map<Status, Counter> counters = new EnumMap<>(Status.class);

  Responses(MeterRegistry registry) {
    for (Status status : Status.values()) {
      counters.put(
          status,
          Counter.builder("gatewayz.responses")
              .description("Answers of the API by status")
              .tag("status", status.label)
              .register(registry));
    }
  }

  /** Counts the answer to a request when its head is written; nothing where the caller left. */
  void watch(RoutingContext context) {
    context.addHeadersEndHandler(
        written -> counters.get(Status.of(context.response().getStatusCode())).increment());
  }
}
