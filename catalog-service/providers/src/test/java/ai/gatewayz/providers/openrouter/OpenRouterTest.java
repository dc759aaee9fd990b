package ai.gatewayz.providers.openrouter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenRouterTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new OpenRouter();
  }

  @Override
  protected String base() {
    return "https://or.test/api/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of(
        "models",
        "{'data':[{'id':'qwen/qwen3.8-27b:free','hugging_face_id':'Qwen/Qwen3.8-27B','architecture':{'output_modalities':['text']}}]}");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("qwen/qwen3.8-27b:free", "Qwen/Qwen3.8-27B:free");
  }

  @Override
  protected List<Said> errors() {
    return List.of( // One of its hosts says it of its own account: so it is at whoever names one.
        new Said(
            Finding.SERVER_ERROR,
            401,
            "{'error':{'code':401,'message':'Invalid API key','metadata':{'provider_name':'Acme'}}}"),
        new Said(
            Finding.MODEL_GONE,
            404,
            "{'error':{'message':'x','availability':{'code':'free_variant_ended'}}}"));
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of(
        "models",
        List.of(
            "openrouter/models/openrouter-models-2025-07-25-lc.json",
            "openrouter/models/models__cassette-openrouter-models-2026-08-maruel-genai--0-200.json"));
  }

  @Test
  void chargesNothingForFreeModelsWithinLimits() {
    assertEquals(4, dialect().probes().freePerMinute());
    assertEquals(40, dialect().probes().freePerDay());
  }

  @Test
  void takesPreferencesAndNotTheNewerRole() {
    assertTrue(dialect().body().takesPreferences());
    assertFalse(dialect().body().knowsDeveloper());
    assertTrue(dialect().body().tellsUsageUnasked());
  }
}
