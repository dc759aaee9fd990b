package ai.gatewayz.health.world;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.simulator.completion.CompletionRequest;
import ai.gatewayz.simulator.completion.Completions;
import ai.gatewayz.simulator.completion.Embeddings;
import ai.gatewayz.simulator.error.Problem;
import ai.gatewayz.simulator.error.ProviderErrors;
import ai.gatewayz.simulator.error.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Answers as the simulated providers give them, without a network in between. */
final class Answers {

  private final Map<String, byte[]> good = new HashMap<>();

  /** What a provider says to a question, by what is true of the offer and of the provider. */
  Answer to(JsonNode question, Truth truth, Condition ofOffer, Condition ofProvider) {
    String provider = truth.offer().provider();
    if (ofProvider != Condition.FINE) {
      return in(ofProvider, question, truth);
    }
    if (!question.path("model").asText().equals(truth.offer().upstreamId())) {
      return refused(provider, new Problem.UnknownModel(question.path("model").asText()));
    }
    return in(ofOffer, question, truth);
  }

  private Answer in(Condition condition, JsonNode question, Truth truth) {
    String provider = truth.offer().provider();
    String model = truth.offer().upstreamId();
    return switch (condition) {
      case FINE, SLOW -> asAskedFor(question, truth);
      case FLAPPING ->
          truth.turn() % 2 == 0
              ? asAskedFor(question, truth)
              : refused(provider, new Problem.ServerError(500));
      case FLAKY ->
          truth.lucky()
              ? asAskedFor(question, truth)
              : refused(provider, new Problem.ServerError(500));
      case BROKEN -> broken(asAskedFor(question, truth));
      case ONCE ->
          truth.turn() == 0 ? asAskedFor(question, truth) : broken(asAskedFor(question, truth));
      case NO_CHOICES ->
          new Answer.Http(
              200,
              name -> null,
              bytes(
                  question.path("stream").asBoolean()
                      ? "data: {\"choices\":[]}\n\ndata: [DONE]\n\n"
                      : "{\"object\":\"chat.completion\",\"choices\":[]}"));
      case GONE -> refused(provider, new Problem.Gone(model));
      case COLD -> refused(provider, new Problem.Cold(model));
      case GATED -> refused(provider, new Problem.Gated(model));
      case SERVER_ERROR -> refused(provider, new Problem.ServerError(500));
      case OVERLOADED -> refused(provider, new Problem.ServerError(503));
      case HTML -> refused(provider, new Problem.Html(502));
      case EMPTY -> new Answer.Http(200, name -> null, new byte[0]);
      case ERROR_INSIDE ->
          new Answer.Http(
              200,
              name -> null,
              "{\"error\":{\"message\":\"Provider returned error\",\"code\":502}}"
                  .getBytes(StandardCharsets.UTF_8));
      case SILENT -> new Answer.Timeout();
      case KEY_REJECTED -> refused(provider, new Problem.BadKey());
      case CREDITS_EXHAUSTED -> refused(provider, new Problem.CreditsExhausted());
      case PERMISSION_DENIED -> refused(provider, new Problem.PermissionDenied());
      case RATE_LIMITED -> refused(provider, new Problem.RateLimited(Duration.ofSeconds(20)));
    };
  }

  private Answer asAskedFor(JsonNode question, Truth truth) {
    String provider = truth.offer().provider();
    if (truth.newName() && question.has("max_tokens")) {
      return bad(
          provider,
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
              + " 'max_completion_tokens' instead.");
    }
    if (truth.noEffort() && question.has("reasoning_effort")) {
      return bad(provider, "Unrecognized request argument supplied: reasoning_effort");
    }
    if (truth.noStream() && question.path("stream").asBoolean()) {
      return bad(provider, "Streaming is not supported for this model: stream must be false");
    }
    if (truth.noWhole() && !question.has("input") && !question.path("stream").asBoolean()) {
      return bad(provider, "This model answers as a stream only: stream must be true");
    }
    if (truth.noEmbeddings() && question.has("input")) {
      return bad(provider, "This model does not support embeddings");
    }
    CompletionRequest request = new CompletionRequest(thought(question, truth), truth.pretends());
    if (!question.has("input") && request.budget() < truth.leastTokens()) {
      return refused(provider, new Problem.BudgetTooSmall());
    }
    return new Answer.Http(200, name -> null, good(provider, question, request));
  }

  /** A model that thinks does so whether it is told how much or not. */
  private static JsonNode thought(JsonNode question, Truth truth) {
    return truth.offer().can(Capability.REASONING)
        ? ((ObjectNode) question.deepCopy()).put("reasoning_effort", "low")
        : question;
  }

  /** Ends cleanly somewhere after the first word. */
  private static Answer broken(Answer answer) {
    if (answer instanceof Answer.Http http && http.status() == 200) {
      String text = new String(http.body(), StandardCharsets.UTF_8);
      int end = Math.max(text.lastIndexOf("finish_reason"), text.length() / 2);
      return new Answer.Http(200, http.headers(), bytes(text.substring(0, end)));
    }
    return answer;
  }

  private byte[] good(String provider, JsonNode question, CompletionRequest request) {
    if (question.has("input")) {
      return request.pretends() == null
          ? good.computeIfAbsent(
              "embeddings",
              key -> bytes("{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":[0.5]}]}"))
          : bytes(Embeddings.of(request).toString());
    }
    if (!request.stream()) {
      return bytes(Completions.chat(provider, request).toString());
    }
    // The smallest question has the same answer each time; any other says what it asks for.
    boolean smallest =
        request.pretends() == null
            && !question.has("tools")
            && !question.has("response_format")
            && question.at("/messages/0/content").isTextual();
    return smallest
        ? good.computeIfAbsent(
            provider + request.body().has("reasoning_effort"), key -> stream(provider, request))
        : stream(provider, request);
  }

  private static byte[] stream(String provider, CompletionRequest request) {
    StringBuilder frames = new StringBuilder(": OPENROUTER PROCESSING\n\n");
    for (ObjectNode chunk : Completions.chunks(provider, request, true)) {
      frames.append("data: ").append(chunk).append("\n\n");
    }
    return bytes(frames.append("data: [DONE]\n\n").toString());
  }

  private static Answer bad(String provider, String message) {
    return refused(provider, new Problem.BadRequest(message));
  }

  private static Answer refused(String provider, Problem problem) {
    Reply reply = ProviderErrors.of(provider).of(problem);
    Map<String, String> headers = new HashMap<>();
    reply.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Answer.Http(reply.status(), headers::get, bytes(reply.body()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
