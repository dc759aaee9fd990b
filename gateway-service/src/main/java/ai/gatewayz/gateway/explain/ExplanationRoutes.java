package ai.gatewayz.gateway.explain;

import ai.gatewayz.gateway.body.RequestReader;
import ai.gatewayz.gateway.error.Failures;
import ai.gatewayz.gateway.error.RequestId;
import ai.gatewayz.gateway.keys.KeyFilter;
import ai.gatewayz.gateway.limit.Concurrency;
import ai.gatewayz.gateway.limit.Entry;
import ai.gatewayz.gateway.request.CompletionConfig;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.routing.RoutingService;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.dialect.Operation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/route/chat/completions} and its like: the body of a completion, answered with the
 * candidates in their order and with what is left out and why. Nothing is sent to a provider.
 */
@ApplicationScoped
class ExplanationRoutes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Concurrency concurrency;
  private final RequestReader requests;
  private final CompletionConfig config;
  private final RoutingService routing;
  private final Snapshots snapshots;

  ExplanationRoutes(
      Concurrency concurrency,
      RequestReader requests,
      CompletionConfig config,
      RoutingService routing,
      Snapshots snapshots) {
    this.concurrency = concurrency;
    this.requests = requests;
    this.config = config;
    this.routing = routing;
    this.snapshots = snapshots;
  }

  void register(@Observes Router router) {
    for (Operation operation : Operation.values()) {
      router
          .route(HttpMethod.POST, "/v1/route/" + operation.path())
          .order(0)
          .handler(context -> handle(operation, context));
      router.route("/v1/route/" + operation.path()).order(1).handler(Failures::methodNotAllowed);
    }
  }

  private void handle(Operation operation, RoutingContext context) {
    String holder = KeyFilter.holder(context);
    switch (concurrency.enter(KeyFilter.caller(context))) {
      case Entry.Admitted admitted ->
          requests
              .read(operation, context.request(), holder)
              .compose(request -> told(request, KeyFilter.caller(context).permit()))
              .onComplete(ignored -> admitted.leave().run())
              .onSuccess(told -> send(context, told))
              .onFailure(
                  cause -> Failures.send(context, Failures.from(cause, RequestId.of(context))));
      case Entry.Refused refused -> Failures.send(context, refused.failure());
    }
  }

  private Future<Buffer> told(CompletionRequest request, Permit permit) {
    request.body().close();
    return Future.succeededFuture(json(explain(request, permit)));
  }

  private static void send(RoutingContext context, Buffer told) {
    context.response().putHeader("content-type", "application/json").end(told);
  }

  private Map<String, Object> explain(CompletionRequest request, Permit permit) {
    boolean stale = snapshots.age().compareTo(config.staleAfter()) > 0;
    Map<String, Object> told =
        switch (routing.route(request, stale, permit)) {
          case Route.Candidates candidates -> Explanation.of(candidates);
          case Route.NothingUsable nothing -> Explanation.of(nothing);
          case Route.UnknownModel unknown -> throw ModelNotFound.of(unknown, List.of()).exception();
        };
    told.put("snapshot_age_seconds", snapshots.age().toSeconds());
    return told;
  }

  private static Buffer json(Map<String, Object> told) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(told));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values", e);
    }
  }
}
