package ai.gatewayz.providers.together;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TogetherTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new Together();
  }

  @Override
  protected String base() {
    return "https://tg.test/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of("models", "[{'id':'openai/gpt-oss-120b','type':'chat'}]");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("openai/gpt-oss-120b", "openai/gpt-oss-120b");
  }

  @Override
  protected List<Said> errors() {
    return List.of(
        new Said(
            Finding.NOT_SERVERLESS,
            400,
            "{'error':{'message':'Unable to access non-serverless model a/b','code':'model_not_available'}}"));
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of(
        "models",
        List.of(
            "together/models/together-models-88-2025-07-25-lc.json",
            "together/models/models__cassette-together-models-281-2026-08-17-maruel-genai--0-200.json"));
  }

  @Test
  void tellsTheTokensOfAStreamUnasked() {
    assertTrue(dialect().body().tellsUsageUnasked());
  }
}
