package ai.gatewayz.simulator.lists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists of the shapes and sizes of the real ones; the same at every call. */
final class SyntheticLists {

  static final int HUB_SIZE = 1_377;
  private static final long CREATED = 1_760_000_000L;
  private static final List<String> VENDORS =
      List.of("acme", "borealis", "Cumulus", "delta-lab", "Eos", "fjord-ai", "Garnet", "helio");
  private static final List<String> HUB_TASKS =
      List.of(
          "feature-extraction",
          "sentence-similarity",
          "text-classification",
          "token-classification",
          "fill-mask",
          "summarization",
          "translation",
          "zero-shot-classification",
          "question-answering",
          "image-classification",
          "object-detection",
          "automatic-speech-recognition",
          "text-to-image",
          "text-ranking");

  private SyntheticLists() {}

  static List<ObjectNode> of(ListName list) {
    return switch (list) {
      case OPENROUTER -> many(420, SyntheticLists::openRouter);
      case PORTKEY -> many(610, SyntheticLists::portkey);
      case FEATHERLESS -> many(17_790, SyntheticLists::featherless);
      case FIREWORKS -> many(24, SyntheticLists::fireworks);
      case FIREWORKS_LIBRARY -> many(260, SyntheticLists::fireworksLibrary);
      case TOGETHER -> many(200, SyntheticLists::together);
      case HUGGINGFACE_HUB -> many(HUB_SIZE, SyntheticLists::hub);
      case HUGGINGFACE_ROUTER -> many(130, SyntheticLists::router);
    };
  }

  private interface Maker {
    ObjectNode entry(int i);
  }

  private static List<ObjectNode> many(int count, Maker maker) {
    List<ObjectNode> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(maker.entry(i));
    }
    return entries;
  }

  private static String vendor(int i) {
    return VENDORS.get(i % VENDORS.size());
  }

  private static ObjectNode openRouter(int i) {
    String id = vendor(i).toLowerCase(Locale.ROOT) + "/model-" + i + (i % 13 == 5 ? ":free" : "");
    boolean image = i % 29 == 7;
    ObjectNode e =
        openRouter(
            id,
            null,
            i % 13 == 5
                ? "0"
                : i % 97 == 3 ? "-1" : i % 17 == 1 ? "1.5e-7" : "0.0000" + (10 + i % 80),
            image ? "image" : "text");
    if (i % 3 == 1 && i % 13 != 5) {
      ((ObjectNode) e.path("pricing")).put("input_cache_read", "0.0000001");
    }
    return e;
  }

  static ObjectNode openRouter(String id, String huggingFaceId, String price, String output) {
    ObjectNode e = Json.object();
    e.put("id", id).put("canonical_slug", id).put("hugging_face_id", huggingFaceId);
    e.put("name", id).put("created", CREATED).put("description", "A model.");
    e.put("context_length", 131_072);
    ObjectNode architecture = e.putObject("architecture");
    architecture.put("modality", "text->" + output);
    architecture.putArray("input_modalities").add("text");
    architecture.putArray("output_modalities").add(output);
    architecture.put("tokenizer", "Other").putNull("instruct_type");
    e.putObject("pricing").put("prompt", price).put("completion", price);
    e.putObject("top_provider")
        .put("context_length", 131_072)
        .put("max_completion_tokens", 16_384)
        .put("is_moderated", false);
    e.putNull("per_request_limits");
    e.putArray("supported_parameters")
        .add("max_tokens")
        .add("temperature")
        .add("tools")
        .add("response_format");
    return e;
  }

  /** Listed to be able to do everything that its kind can. */
  static ObjectNode pretending(String id, Ability ability) {
    if (ability == Ability.EMBEDDINGS) {
      ObjectNode embeds = openRouter(id, null, "0.0000001", "embeddings");
      embeds.putArray("supported_parameters");
      return embeds;
    }
    ObjectNode e = openRouter(id, null, "0.0000001", "text");
    ((ArrayNode) e.at("/architecture/input_modalities")).add("image");
    ((ArrayNode) e.path("supported_parameters")).add("structured_outputs").add("reasoning");
    return e;
  }

  private static ObjectNode portkey(int i) {
    return portkey(
        "@" + List.of("deepinfra", "openai", "together-ai", "vertex").get(i % 4),
        vendor(i) + "/model-" + i);
  }

  static ObjectNode portkey(String slug, String model) {
    return Json.object()
        .put("id", slug + "/" + model)
        .put("slug", model)
        .put("canonical_slug", model)
        .put("object", "model");
  }

  private static ObjectNode featherless(int i) {
    return featherless(
        vendor(i) + "/Finetune-" + i + "-" + (i % 3 == 0 ? "8B" : "13B"),
        i % 5 == 4 ? "cold" : "warm");
  }

  static ObjectNode featherless(String id, String tier) {
    ObjectNode e = Json.object();
    e.put("id", id).put("name", id).put("owned_by", "Feather").put("created", CREATED);
    e.put("model_class", "llama3-8b")
        .put("context_length", 32_768)
        .put("max_completion_tokens", 4_096);
    e.put("is_gated", false).put("status", "active");
    ObjectNode pricing = e.putObject("pricing");
    pricing.put("input", new BigDecimal("0.1")).put("output", new BigDecimal("0.1"));
    pricing.put("prompt", "0.0000001").put("completion", "0.0000001");
    e.putObject("features").put("tool_use", true);
    e.put("concurrency_cost", 1);
    e.putObject("availability").put("tier", tier).put("is_hot_live", tier.equals("warm"));
    return e;
  }

  private static ObjectNode fireworks(int i) {
    ObjectNode e = fireworks("model-" + i + "p5");
    if (i % 8 == 7) {
      e.put("kind", "EMBEDDING_MODEL");
    }
    return e;
  }

  static ObjectNode fireworks(String slug) {
    return Json.object()
        .put("id", "accounts/fireworks/models/" + slug)
        .put("object", "model")
        .put("owned_by", "fireworks")
        .put("created", CREATED)
        .put("kind", "HF_BASE_MODEL")
        .put("supports_chat", true)
        .put("supports_image_input", false)
        .put("supports_tools", true)
        .put("context_length", 131_072);
  }

  private static ObjectNode fireworksLibrary(int i) {
    return fireworksLibrary("library-" + i + "p5", vendor(i) + "/Library-" + i + ".5", false);
  }

  static ObjectNode fireworksLibrary(String slug, String huggingFaceId, boolean serverless) {
    ObjectNode e = Json.object();
    e.put("name", "accounts/fireworks/models/" + slug).put("displayName", huggingFaceId);
    e.put("createTime", "2026-01-02T03:04:05Z").put("state", "READY");
    e.putObject("status").put("code", "OK").put("message", "");
    e.put("kind", "HF_BASE_MODEL").put("huggingFaceUrl", "https://huggingface.co/" + huggingFaceId);
    e.put("public", true).put("contextLength", 131_072).put("supportsImageInput", false);
    e.put("supportsTools", true).put("supportsServerless", serverless);
    return e;
  }

  private static ObjectNode together(int i) {
    String type = i % 10 == 8 ? "embedding" : i % 10 == 9 ? "image" : "chat";
    ObjectNode e = together(vendor(i) + "/Together-" + i, type);
    if (i % 7 == 6) {
      e.putObject("pricing")
          .put("hourly", 0)
          .put("input", 0)
          .put("output", 0)
          .put("base", 0)
          .put("finetune", 0);
    } else if (i % 7 == 2) {
      ((ObjectNode) e.path("pricing")).put("cached_input", new BigDecimal("0.22"));
    }
    return e;
  }

  static ObjectNode together(String id, String type) {
    ObjectNode e = Json.object();
    e.put("id", id)
        .put("object", "model")
        .put("created", CREATED)
        .put("type", type)
        .put("running", false);
    e.put("display_name", id).put("organization", "Org").put("context_length", 131_072);
    e.putObject("config").putNull("chat_template");
    e.putObject("pricing")
        .put("hourly", 0)
        .put("input", new BigDecimal("0.88"))
        .put("output", new BigDecimal("0.88"))
        .put("base", 0)
        .put("finetune", 0);
    return e;
  }

  private static ObjectNode hub(int i) {
    return i % 60 == 17
        ? hub(vendor(i) + "/Chat-" + i, "text-generation", true)
        : hub(vendor(i) + "/Hub-" + i, HUB_TASKS.get(i % HUB_TASKS.size()), false);
  }

  static ObjectNode hub(String id, String task, boolean chat) {
    ObjectNode e = Json.object();
    e.put("_id", Integer.toHexString(id.hashCode())).put("id", id).put("modelId", id);
    e.put("likes", 10).put("downloads", 1_000).put("private", false).put("gated", false);
    e.put("pipeline_tag", task)
        .put("library_name", "transformers")
        .put("createdAt", "2025-05-06T07:08:09.000Z");
    ArrayNode tags = e.putArray("tags").add("transformers").add(task);
    if (chat) {
      tags.add("conversational");
    }
    e.putArray("inferenceProviderMapping")
        .addObject()
        .put("provider", "hf-inference")
        .put("providerId", id)
        .put("status", "live")
        .put("task", chat ? "conversational" : task);
    return e;
  }

  private static ObjectNode router(int i) {
    ObjectNode e = router(vendor(i) + "/Router-" + i, List.of("novita", "groq"));
    if (i % 31 == 30) {
      ((ObjectNode) e.path("providers").get(0)).put("status", "error");
    }
    return e;
  }

  static ObjectNode router(String id, List<String> partners) {
    ObjectNode e = Json.object();
    e.put("id", id)
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", id.substring(0, id.indexOf('/')));
    ObjectNode architecture = e.putObject("architecture");
    architecture.putArray("input_modalities").add("text");
    architecture.putArray("output_modalities").add("text");
    ArrayNode providers = e.putArray("providers");
    for (String partner : partners) {
      ObjectNode p = providers.addObject().put("provider", partner).put("status", "live");
      p.put("context_length", 131_072);
      p.putObject("pricing")
          .put("input", new BigDecimal("0.3"))
          .put("output", new BigDecimal("1.2"));
      p.put("is_free", false)
          .put("supports_tools", true)
          .put("supports_structured_output", partner.equals("groq"));
      p.put("first_token_latency_ms", new BigDecimal("341.8"))
          .put("throughput", new BigDecimal(partner.equals("groq") ? "235.75" : "35.75"))
          .put("is_model_author", false);
    }
    return e;
  }
}
