package ai.gatewayz.simulator;

import ai.gatewayz.simulator.completion.CompletionRequest;
import ai.gatewayz.simulator.error.Problem;
import ai.gatewayz.simulator.lists.ListName;
import ai.gatewayz.simulator.lists.ModelLists;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a provider would answer for a model. */
final class ModelAccess {

  private static final List<String> OPENROUTER_HOSTS = List.of("deepinfra", "groq", "novita");
  private static final List<String> POLICIES = List.of("fastest", "cheapest", "preferred");

  private final ModelLists lists;

  ModelAccess(ModelLists lists) {
    this.lists = lists;
  }

  Optional<Problem> refuseChat(String provider, CompletionRequest request) {
    String model = request.model();
    String id = withoutPolicy(provider, model);
    if (lists.gone(provider).contains(id)) {
      return Optional.of(new Problem.Gone(model));
    }
    Optional<Problem> message = refuseMessages(provider, request);
    if (message.isPresent()) {
      return message;
    }
    if (provider.equals("huggingface")) {
      return refuseHuggingFace(id, model);
    }
    if (!lists.chats(provider, id)) {
      return Optional.of(
          lists.embeds(provider, id) || lists.ranks(provider, id) || lists.paints(provider, id)
              ? new Problem.WrongOperation(model)
              : new Problem.UnknownModel(model));
    }
    if (provider.equals("together") && !serverless(id)) {
      return Optional.of(new Problem.NotServerless(model));
    }
    if (provider.equals("featherless") && cold(id)) {
      return Optional.of(new Problem.Cold(model));
    }
    if (provider.equals("fireworks") && request.budget() > 4_096 && !request.stream()) {
      return Optional.of(new Problem.MustStream());
    }
    return Optional.empty();
  }

  /** What is valid elsewhere and refused there. */
  private static Optional<Problem> refuseMessages(String provider, CompletionRequest request) {
    if (provider.equals("featherless") && request.hasNullToolCalls()) {
      return Optional.of(new Problem.BadRequest("tool_calls must be an array of messages"));
    }
    if (provider.equals("huggingface") && request.hasRole("developer")) {
      return Optional.of(new Problem.BadRequest("unknown role 'developer' in messages"));
    }
    if (provider.equals("openrouter")) {
      return refuseRouting(request.body());
    }
    return Optional.empty();
  }

  /** OpenRouter reads these fields itself: names that it does not have are an error there. */
  private static Optional<Problem> refuseRouting(JsonNode body) {
    for (JsonNode model : body.path("models")) {
      if (!model.asText().equals(model.asText().toLowerCase(Locale.ROOT))) {
        return Optional.of(new Problem.BadRequest(model.asText() + " is not a valid model ID"));
      }
    }
    for (JsonNode name : body.at("/provider/only")) {
      if (!OPENROUTER_HOSTS.contains(name.asText())) {
        return Optional.of(new Problem.BadRequest("No allowed providers are available"));
      }
    }
    return Optional.empty();
  }

  Optional<Problem> refuseEmbedding(String provider, String model) {
    if (lists.embeds(provider, model)) {
      return Optional.empty();
    }
    return Optional.of(
        lists.chats(provider, model)
            ? new Problem.WrongOperation(model)
            : new Problem.UnknownModel(model));
  }

  Optional<Problem> refuseRanking(String provider, String model) {
    if (lists.ranks(provider, model)) {
      return Optional.empty();
    }
    return Optional.of(
        lists.chats(provider, model) || lists.embeds(provider, model)
            ? new Problem.WrongOperation(model)
            : new Problem.UnknownModel(model));
  }

  Optional<Problem> refusePicture(String provider, String model) {
    if (lists.paints(provider, model)) {
      return Optional.empty();
    }
    return Optional.of(
        lists.chats(provider, model)
            ? new Problem.WrongOperation(model)
            : new Problem.UnknownModel(model));
  }

  Optional<Problem> refuseSpeech(String provider, String model) {
    return lists.speaks(provider, model)
        ? Optional.empty()
        : Optional.of(new Problem.UnknownModel(model));
  }

  Optional<Problem> refuseTranscription(String provider, String model) {
    return lists.listens(provider, model)
        ? Optional.empty()
        : Optional.of(new Problem.UnknownModel(model));
  }

  /** Only what a partner serves: the router's list, or hf-inference itself where it is named. */
  private Optional<Problem> refuseHuggingFace(String id, String model) {
    String policy = model.substring(id.length()).replace(":", "");
    if (policy.equals("hf-inference")) {
      return lists.partnerChats(id)
          ? Optional.empty()
          : Optional.of(new Problem.WrongPartner(policy));
    }
    Optional<JsonNode> entry =
        lists.entry(ListName.HUGGINGFACE_ROUTER, id).map(e -> e.path("providers"));
    if (entry.isEmpty()) {
      return Optional.of(new Problem.UnknownModel(model));
    }
    if (policy.isEmpty() || POLICIES.contains(policy)) {
      return Optional.empty();
    }
    for (JsonNode partner : entry.get()) {
      if (partner.path("provider").asText().equals(policy)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Problem.WrongPartner(policy));
  }

  /** Entries without a price per token are served on deployments of one's own. */
  private boolean serverless(String id) {
    return lists
        .entry(ListName.TOGETHER, id)
        .map(e -> e.at("/pricing/input").asDouble() > 0 || e.at("/pricing/output").asDouble() > 0)
        .orElse(false);
  }

  private boolean cold(String id) {
    return lists
        .entry(ListName.FEATHERLESS, id)
        .map(e -> e.at("/availability/tier").asText().equals("cold"))
        .orElse(false);
  }

  /** The id without HuggingFace's routing suffix. */
  static String withoutPolicy(String provider, String model) {
    int colon = model.lastIndexOf(':');
    return provider.equals("huggingface") && colon > 0 ? model.substring(0, colon) : model;
  }
}
