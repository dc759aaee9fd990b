package ai.gatewayz.providers.openai;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import java.util.List;
import java.util.Map;

class OpenAiTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new OpenAi();
  }

  @Override
  protected String base() {
    return "https://acme.test/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of("models", "{'data':[{'id':'meta-llama/Llama-3.3-70B-Instruct'}]}");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("meta-llama/Llama-3.3-70B-Instruct", "meta-llama/Llama-3.3-70B-Instruct");
  }

  @Override
  protected List<Said> errors() {
    return List.of();
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of(
        "models", List.of("other-openai-compatible/models/groq-models-2025-07-25-lc.json"));
  }

  @Override
  protected String recordedAnswers() {
    return "other-openai-compatible";
  }
}
