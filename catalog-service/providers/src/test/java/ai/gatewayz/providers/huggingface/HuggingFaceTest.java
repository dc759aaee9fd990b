package ai.gatewayz.providers.huggingface;

import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HuggingFaceTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new HuggingFace();
  }

  @Override
  protected String base() {
    return "https://router.test/v1";
  }

  @Override
  protected Optional<String> hub() {
    return Optional.of("https://hub.test");
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of(
        "router",
        "{'data':[{'id':'a/B','providers':[{'provider':'groq','status':'live'}]}]}",
        "hub",
        "[{'id':'c/D','pipeline_tag':'text-generation','inferenceProviderMapping':[{'provider':'hf-inference','status':'live','task':'conversational'}]}]");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("a/B", "a/B", "c/D", "c/D");
  }

  @Override
  protected List<Said> errors() {
    return List.of(
        new Said(
            Finding.SERVER_ERROR,
            401,
            Map.of("x-inference-provider", "together"),
            "{'error':{'message':'Invalid API key'}}"),
        new Said(
            Finding.COLD, 503, "{'error':'Model a/b is currently loading','estimated_time':20.0}"));
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of(
        "router",
        List.of(
            "huggingface/models/models__cassette-hf-router-v1-models-2026-01-chatlas--0-200.json"),
        "hub",
        List.of(
            "huggingface/models/models__cassette-hf-hub-api-models-inference-warm-1000-2026-08-17-maruel-genai--0-200.json"));
  }

  @Test
  void isAskedForChatAloneAndNotInTheNewerRole() {
    assertFalse(dialect().probes().answers(Operation.EMBEDDINGS));
    assertFalse(dialect().probes().answers(Operation.COMPLETIONS));
    assertFalse(dialect().body().knowsDeveloper());
  }
}
