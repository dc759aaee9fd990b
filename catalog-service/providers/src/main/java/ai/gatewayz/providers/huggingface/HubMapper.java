package ai.gatewayz.providers.huggingface;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Entries of the hub's list of what {@code hf-inference} serves. Most of them do not chat: only
 * what is mapped as a live conversational model does, or, where the mapping is not told, what has
 * the task and the tag of one.
 */
final class HubMapper implements EntryMapper {

  private static final Set<String> CHAT_TASKS = Set.of("text-generation", "image-text-to-text");

  @Override
  public Mapped map(JsonNode entry) {
    if (Fields.isTrue(entry, "private") || Fields.isTrue(entry, "disabled")) {
      return Mapped.NOT_OFFERED;
    }
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private static ListedOffer offer(String id, JsonNode entry) {
    Optional<JsonNode> mapping = mapping(entry.path("inferenceProviderMapping"));
    String task = task(entry, mapping);
    ListedOffer.Builder offer = ListedOffer.of(id, CanonicalModel.of(id, "huggingface"));
    boolean vision = entry.path("pipeline_tag").asText("").equals("image-text-to-text");
    if (chats(entry, mapping)) {
      Kind.CHAT.describe(
          offer, mapping.isPresent() ? CapabilitySource.LISTED : CapabilitySource.INFERRED);
      offer.upstreamId(upstreamId(id));
      if (vision) {
        offer.can(Capability.VISION, CapabilitySource.INFERRED).input(Modality.IMAGE);
      }
    } else {
      HubTask.describe(offer, task);
    }
    mapping.ifPresent(
        served ->
            offer.signal(
                new Signal(
                    HuggingFaceLister.HF_INFERENCE, state(served), null, null, null, null, null)));
    return offer.serverless(true).created(Fields.instant(entry, "createdAt")).build();
  }

  /** An id that names its host already is left alone. */
  private static String upstreamId(String id) {
    return CanonicalModel.variant(id).isEmpty() ? id + ":" + HuggingFaceLister.HF_INFERENCE : id;
  }

  private static boolean chats(JsonNode entry, Optional<JsonNode> mapping) {
    return mapping
        .map(
            served ->
                served.path("task").asText("").equals("conversational")
                    && served.path("status").asText("").equals("live"))
        .orElseGet(
            () ->
                CHAT_TASKS.contains(entry.path("pipeline_tag").asText(""))
                    && StreamSupport.stream(entry.path("tags").spliterator(), false)
                        .anyMatch(tag -> tag.asText("").equals("conversational")));
  }

  private static String task(JsonNode entry, Optional<JsonNode> mapping) {
    String tag = entry.path("pipeline_tag").asText("");
    String task =
        tag.isEmpty() ? mapping.map(served -> served.path("task").asText("")).orElse("") : tag;
    return task.matches("[a-z0-9-]{1,60}") ? task : "unknown";
  }

  /** The list gives an array, a single model's page an object by provider. */
  private static Optional<JsonNode> mapping(JsonNode mapping) {
    if (mapping.isObject()) {
      return Optional.of(mapping.path(HuggingFaceLister.HF_INFERENCE)).filter(JsonNode::isObject);
    }
    return StreamSupport.stream(mapping.spliterator(), false)
        .filter(served -> served.path("provider").asText("").equals(HuggingFaceLister.HF_INFERENCE))
        .findFirst();
  }

  /** What {@code status} means, here and in the router's list. */
  static Signal.State state(JsonNode served) {
    return switch (served.path("status").asText("")) {
      case "live" -> Signal.State.LIVE;
      case "error" -> Signal.State.ERROR;
      default -> Signal.State.UNKNOWN;
    };
  }
}
