package ai.gatewayz.simulator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists by name, in their order; safe for use by several threads. */
public final class ModelLists {

  /** The Llama that several providers serve, so that one can step in for another. */
  public static final String SHARED_MODEL = "meta-llama/Llama-3.3-70B-Instruct";

  private static final String RETIRED = "sim-labs/Retired-8B-";

  /** What ranks documents, at each provider that has such a model. */
  public static final String SHARED_RANKER = "sim-labs/Reranker-2B";

  /** What paints, at each provider that has such a model. */
  public static final String SHARED_PAINTER = "sim-labs/Painter-1";

  /** What speaks, at each provider that has such a model. */
  public static final String SHARED_VOICE = "sim-labs/Voice-1";

  /** What writes down what is said, at each provider that has such a model. */
  public static final String SHARED_EAR = "sim-labs/Ear-1";

  /** Models of OpenRouter's list, one for each ability, that have all of them but that one. */
  public static final String PRETENDS = "sim-labs/pretends-";

  private final Map<ListName, Map<String, ObjectNode>> lists = new EnumMap<>(ListName.class);

  private ModelLists() {}

  /**
   * @param recordings folder with recorded lists; lists that it lacks are synthetic
   */
  public static ModelLists load(Optional<Path> recordings) throws IOException {
    ModelLists lists = new ModelLists();
    for (ListName name : ListName.values()) {
      Optional<List<ObjectNode>> recorded =
          recordings.isPresent() ? new RecordedLists(recordings.get()).of(name) : Optional.empty();
      Map<String, ObjectNode> byId = Collections.synchronizedMap(new LinkedHashMap<>());
      for (ObjectNode entry : recorded.orElseGet(() -> SyntheticLists.of(name))) {
        byId.put(entry.path(name.idField()).asText(), entry);
      }
      lists.lists.put(name, byId);
    }
    lists.addKnown();
    lists.addServerlessToLibrary();
    return lists;
  }

  /** What can be called serverless is in the public library too. */
  private void addServerlessToLibrary() {
    for (String id : ids(ListName.FIREWORKS)) {
      String slug = id.substring(id.lastIndexOf('/') + 1);
      putIfAbsent(
          ListName.FIREWORKS_LIBRARY,
          SyntheticLists.fireworksLibrary(slug, "fireworks/" + slug, true));
    }
  }

  /** The models that tests and people rely on, whatever else is listed. */
  private void addKnown() {
    putIfAbsent(
        ListName.OPENROUTER,
        SyntheticLists.openRouter(
            "meta-llama/llama-3.3-70b-instruct", SHARED_MODEL, "0.00000038", "text"));
    putIfAbsent(ListName.PORTKEY, SyntheticLists.portkey("@deepinfra", SHARED_MODEL));
    putIfAbsent(ListName.FEATHERLESS, SyntheticLists.featherless(SHARED_MODEL, "warm"));
    putIfAbsent(ListName.FIREWORKS, SyntheticLists.fireworks("llama-v3p3-70b-instruct"));
    putIfAbsent(
        ListName.FIREWORKS_LIBRARY,
        SyntheticLists.fireworksLibrary("llama-v3p3-70b-instruct", SHARED_MODEL, true));
    putIfAbsent(ListName.TOGETHER, SyntheticLists.together(SHARED_MODEL, "chat"));
    putIfAbsent(
        ListName.HUGGINGFACE_ROUTER,
        SyntheticLists.router(SHARED_MODEL, List.of("groq", "together")));

    put(
        ListName.OPENROUTER,
        SyntheticLists.openRouter("sim-labs/reranker-2b", SHARED_RANKER, "0", "rerank"));
    put(ListName.TOGETHER, SyntheticLists.together(SHARED_RANKER, "rerank"));
    put(ListName.FIREWORKS, SyntheticLists.fireworks("reranker-2b").put("kind", "EMBEDDING_MODEL"));

    put(
        ListName.OPENROUTER,
        SyntheticLists.openRouter("sim-labs/painter-1", SHARED_PAINTER, "0", "image"));
    put(ListName.TOGETHER, SyntheticLists.together(SHARED_PAINTER, "image"));

    put(
        ListName.OPENROUTER,
        SyntheticLists.openRouter("sim-labs/voice-1", SHARED_VOICE, "0", "speech"));
    put(ListName.TOGETHER, SyntheticLists.together(SHARED_VOICE, "audio"));

    put(
        ListName.OPENROUTER,
        SyntheticLists.openRouter("sim-labs/ear-1", SHARED_EAR, "0", "transcription"));
    put(ListName.TOGETHER, SyntheticLists.together(SHARED_EAR, "transcribe"));

    put(
        ListName.OPENROUTER,
        SyntheticLists.openRouter("sim-labs/retired-8b-openrouter", null, "0.0000001", "text"));
    put(ListName.PORTKEY, SyntheticLists.portkey("@sim-labs", "Retired-8B-Portkey"));
    put(ListName.FEATHERLESS, SyntheticLists.featherless(RETIRED + "Featherless", "warm"));
    put(ListName.FIREWORKS, SyntheticLists.fireworks("retired-8b"));
    put(ListName.TOGETHER, SyntheticLists.together(RETIRED + "Together", "chat"));
    put(
        ListName.HUGGINGFACE_ROUTER,
        SyntheticLists.router(RETIRED + "HuggingFace", List.of("novita")));
    for (Ability ability : Ability.values()) {
      put(ListName.OPENROUTER, SyntheticLists.pretending(PRETENDS + ability.slug(), ability));
    }
  }

  /** What a model is listed to be able to do, and cannot; empty where its list is right. */
  public Optional<Ability> pretends(String provider, String id) {
    return provider.equals("openrouter") && id.startsWith(PRETENDS)
        ? Arrays.stream(Ability.values())
            .filter(each -> id.equals(PRETENDS + each.slug()))
            .findFirst()
        : Optional.empty();
  }

  private void putIfAbsent(ListName list, ObjectNode entry) {
    lists.get(list).putIfAbsent(entry.path(list.idField()).asText(), entry);
  }

  /** Ids that are listed and answer as a model that is gone. */
  public List<String> gone(String provider) {
    return switch (provider) {
      case "openrouter" -> List.of("sim-labs/retired-8b-openrouter");
      case "portkey" -> List.of("@sim-labs/Retired-8B-Portkey");
      case "featherless" -> List.of(RETIRED + "Featherless");
      case "fireworks" -> List.of("accounts/fireworks/models/retired-8b");
      case "together" -> List.of(RETIRED + "Together");
      case "huggingface" -> List.of(RETIRED + "HuggingFace");
      default -> List.of();
    };
  }

  public void put(ListName list, ObjectNode entry) {
    lists.get(list).put(entry.path(list.idField()).asText(), entry);
  }

  public void remove(ListName list, String id) {
    lists.get(list).remove(id);
  }

  public Optional<ObjectNode> entry(ListName list, String id) {
    return Optional.ofNullable(lists.get(list).get(id));
  }

  public List<String> ids(ListName list) {
    Map<String, ObjectNode> byId = lists.get(list);
    synchronized (byId) {
      return new ArrayList<>(byId.keySet());
    }
  }

  public List<ObjectNode> entries(ListName list) {
    Map<String, ObjectNode> byId = lists.get(list);
    synchronized (byId) {
      return new ArrayList<>(byId.values());
    }
  }

  /** Whether a provider would answer a chat completion of that listed id. */
  public boolean chats(String provider, String id) {
    return switch (provider) {
      case "openrouter" ->
          entry(ListName.OPENROUTER, id).filter(ModelLists::producesText).isPresent();
      case "portkey" -> entry(ListName.PORTKEY, id).isPresent();
      case "featherless" -> entry(ListName.FEATHERLESS, id).isPresent();
      case "fireworks" ->
          entry(ListName.FIREWORKS, id)
              .filter(e -> e.path("supports_chat").asBoolean())
              .filter(e -> !e.path("kind").asText().equals("EMBEDDING_MODEL"))
              .isPresent();
      case "together" ->
          entry(ListName.TOGETHER, id)
              .filter(e -> List.of("chat", "language", "code").contains(e.path("type").asText()))
              .isPresent();
      case "huggingface" -> entry(ListName.HUGGINGFACE_ROUTER, id).isPresent() || partnerChats(id);
      default -> false;
    };
  }

  /** Whether hf-inference itself answers chat completions of a repository. */
  public boolean partnerChats(String id) {
    return entry(ListName.HUGGINGFACE_HUB, id)
        .map(e -> e.path("inferenceProviderMapping").path(0))
        .filter(m -> m.path("task").asText().equals("conversational"))
        .filter(m -> m.path("status").asText().equals("live"))
        .isPresent();
  }

  private static boolean producesText(JsonNode entry) {
    return entry.at("/architecture/output_modalities").toString().contains("\"text\"");
  }

  /** Whether embeddings can be asked of it. */
  public boolean embeds(String provider, String id) {
    return switch (provider) {
      case "fireworks" ->
          entry(ListName.FIREWORKS, id)
              .filter(e -> e.path("kind").asText().equals("EMBEDDING_MODEL"))
              .isPresent();
      case "together" ->
          entry(ListName.TOGETHER, id)
              .filter(e -> e.path("type").asText().equals("embedding"))
              .isPresent();
      case "openrouter" ->
          entry(ListName.OPENROUTER, id)
              .filter(e -> e.at("/architecture/output_modalities").toString().contains("embedding"))
              .isPresent();
      case "portkey", "featherless" -> chats(provider, id);
      default -> false;
    };
  }

  /** Whether it ranks documents. */
  public boolean ranks(String provider, String id) {
    return switch (provider) {
      case "fireworks" -> embeds(provider, id) && id.contains("rerank");
      case "together" ->
          entry(ListName.TOGETHER, id)
              .filter(e -> e.path("type").asText().equals("rerank"))
              .isPresent();
      case "openrouter" ->
          entry(ListName.OPENROUTER, id)
              .filter(e -> e.at("/architecture/output_modalities").toString().contains("rerank"))
              .isPresent();
      case "portkey" -> chats(provider, id) && id.contains("rerank");
      default -> false;
    };
  }

  /** Whether it makes pictures, and nothing else. */
  public boolean paints(String provider, String id) {
    return switch (provider) {
      case "together" ->
          entry(ListName.TOGETHER, id)
              .filter(e -> e.path("type").asText().equals("image"))
              .isPresent();
      case "openrouter" ->
          entry(ListName.OPENROUTER, id)
              .filter(e -> e.at("/architecture/output_modalities").toString().equals("[\"image\"]"))
              .isPresent();
      case "portkey" -> chats(provider, id) && id.contains("dall-e");
      default -> false;
    };
  }

  /** Whether it makes speech. */
  public boolean speaks(String provider, String id) {
    return switch (provider) {
      case "together" ->
          entry(ListName.TOGETHER, id)
              .filter(e -> e.path("type").asText().equals("audio"))
              .isPresent();
      case "openrouter" ->
          entry(ListName.OPENROUTER, id)
              .filter(e -> e.at("/architecture/output_modalities").toString().contains("speech"))
              .isPresent();
      case "portkey" -> chats(provider, id) && id.contains("tts");
      default -> false;
    };
  }

  /** Whether it writes down what is said. */
  public boolean listens(String provider, String id) {
    return switch (provider) {
      case "together" ->
          entry(ListName.TOGETHER, id)
              .filter(e -> e.path("type").asText().equals("transcribe"))
              .isPresent();
      case "openrouter" ->
          entry(ListName.OPENROUTER, id)
              .filter(
                  e -> e.at("/architecture/output_modalities").toString().contains("transcription"))
              .isPresent();
      case "portkey" -> chats(provider, id) && id.contains("whisper");
      default -> false;
    };
  }
}
