package ai.gatewayz.simulator;

import ai.gatewayz.simulator.completion.CompletionRequest;
import ai.gatewayz.simulator.completion.Completions;
import ai.gatewayz.simulator.completion.Embeddings;
import ai.gatewayz.simulator.completion.Paintings;
import ai.gatewayz.simulator.completion.Rankings;
import ai.gatewayz.simulator.completion.Speech;
import ai.gatewayz.simulator.completion.Transcriptions;
import ai.gatewayz.simulator.error.Problem;
import ai.gatewayz.simulator.error.ProviderErrors;
import ai.gatewayz.simulator.error.Reply;
import ai.gatewayz.simulator.lists.Ability;
import ai.gatewayz.simulator.lists.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Chat completions, completions, embeddings, rankings, pictures, speech and transcriptions. */
final class CompletionRoutes {

  private enum Operation {
    CHAT("/chat/completions"),
    TEXT("/completions"),
    EMBEDDINGS("/embeddings"),
    RERANK("/rerank"),
    IMAGES("/images/generations"),
    SPEECH("/audio/speech"),
    TRANSCRIPTIONS("/audio/transcriptions");

    private final String path;

    Operation(String path) {
      this.path = path;
    }

    private String path(String provider) {
      return this == IMAGES && provider.equals("openrouter") ? "/images" : path;
    }
  }

  private final World world;
  private final ModelAccess models;

  CompletionRoutes(World world) {
    this.world = world;
    this.models = new ModelAccess(world.lists());
  }

  void mount(Router router) {
    for (Site site : Site.ALL) {
      for (Operation operation : Operation.values()) {
        router
            .post(site.base() + operation.path(site.provider()))
            .handler(
                context ->
                    context
                        .request()
                        .body()
                        .onSuccess(body -> answer(context, site.provider(), operation, body))
                        .onFailure(context::fail));
      }
    }
  }

  private void answer(RoutingContext context, String provider, Operation operation, Buffer body) {
    Optional<CompletionRequest> parsed =
        operation == Operation.TRANSCRIPTIONS
            ? Transcriptions.parse(body.getBytes())
            : CompletionRequest.parse(body.getBytes());
    Recorder.record(
        world,
        provider,
        context.request(),
        parsed.map(CompletionRequest::model).orElse(null),
        parsed.map(CompletionRequest::stream).orElse(false),
        body.getBytes());
    HttpServerResponse response = context.response();
    ProviderErrors errors = ProviderErrors.of(provider);
    Optional<Problem> refused = Access.check(provider, context.request());
    if (refused.isEmpty() && parsed.isEmpty()) {
      refused = Optional.of(new Problem.BadRequest("Invalid JSON body"));
    }
    if (refused.isEmpty()) {
      refused =
          switch (operation) {
            case CHAT, TEXT -> models.refuseChat(provider, parsed.get());
            case EMBEDDINGS -> models.refuseEmbedding(provider, parsed.get().model());
            case RERANK -> models.refuseRanking(provider, parsed.get().model());
            case IMAGES -> models.refusePicture(provider, parsed.get().model());
            case SPEECH -> models.refuseSpeech(provider, parsed.get().model());
            case TRANSCRIPTIONS -> models.refuseTranscription(provider, parsed.get().model());
          };
    }
    if (refused.isPresent()) {
      ListRoutes.send(response, errors.of(refused.get()));
      return;
    }
    String id = ModelAccess.withoutPolicy(provider, parsed.get().model());
    Optional<Fault.OfModel> fault = world.faults().meet(provider, id);
    Ability pretends =
        fault.orElse(null) instanceof Fault.Pretends told
            ? told.ability()
            : world.lists().pretends(provider, id).orElse(null);
    CompletionRequest request = parsed.get().pretending(pretends);
    if (fault.isPresent() && !(fault.get() instanceof Fault.Pretends)) {
      new FaultyAnswer(
              world,
              provider,
              request,
              operation == Operation.CHAT,
              asked -> whole(provider, asked, operation))
          .send(context, fault.get());
    } else {
      send(response, provider, request, operation);
    }
  }

  private void send(
      HttpServerResponse response,
      String provider,
      CompletionRequest request,
      Operation operation) {
    boolean writes = operation == Operation.CHAT || operation == Operation.TEXT;
    if (writes && request.stream()) {
      new StreamedAnswer(world, provider, request, operation == Operation.CHAT).send(response);
    } else {
      ListRoutes.send(response, whole(provider, request, operation));
    }
  }

  private static Reply whole(String provider, CompletionRequest request, Operation operation) {
    String type =
        switch (operation) {
          case SPEECH -> Speech.TYPE;
          case TRANSCRIPTIONS -> Transcriptions.type(request);
          case CHAT, TEXT, EMBEDDINGS, RERANK, IMAGES -> "application/json";
        };
    return new Reply(200, headers(provider, type), body(provider, request, operation));
  }

  private static String body(String provider, CompletionRequest request, Operation operation) {
    return switch (operation) {
      case CHAT -> Completions.chat(provider, request).toString();
      case TEXT -> Completions.text(provider, request).toString();
      case EMBEDDINGS -> Embeddings.of(request).toString();
      case RERANK -> Rankings.of(provider, request).toString();
      case IMAGES -> Paintings.of(request).toString();
      case SPEECH -> Speech.of(request);
      case TRANSCRIPTIONS -> Transcriptions.of(request);
    };
  }

  static void whole(HttpServerResponse response, String provider, String body) {
    ListRoutes.send(response, new Reply(200, headers(provider, "application/json"), body));
  }

  /** What each provider adds to a good answer. */
  static Map<String, String> headers(String provider, String contentType) {
    Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", contentType));
    switch (provider) {
      case "huggingface" -> {
        headers.put("x-inference-provider", "groq");
        headers.put("x-request-id", "sim");
      }
      case "fireworks" -> headers.put("fireworks-server-time-to-first-token", "0.01");
      case "together" -> headers.put("x-ratelimit-reset", "1");
      case "featherless" -> headers.put("request-id", "req-sim");
      case "portkey" -> headers.put("x-portkey-trace-id", "sim");
      default -> headers.put("X-Generation-Id", "gen-sim");
    }
    return headers;
  }

  /** A body that says error though the status says 200. */
  static String errorInside() {
    return Json.object()
        .set("error", Json.object().put("message", "Provider returned error").put("code", 502))
        .toString();
  }
}
