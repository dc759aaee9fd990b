package ai.gatewayz.providers.featherless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatherlessTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new Featherless();
  }

  @Override
  protected String base() {
    return "https://fl.test/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of("models", "{'data':[{'id':'a/B-7B','availability':{'tier':'warm'}}]}");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("a/B-7B", "a/B-7B");
  }

  @Override
  protected List<Said> errors() {
    return List.of(
        new Said(Finding.COLD, 400, ""),
        new Said(Finding.COLD, 400, "{'error':{'message':'Request failed.'}}"),
        new Said(
            Finding.REQUEST_REFUSED, 400, "{'error':{'message':'Request failed: temperature'}}"));
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of("models", List.of("featherless/models/featherless-v1-models-15698-2026-04.json"));
  }

  @Test
  void countsModelsByTheirSize() {
    assertEquals(1, dialect().probes().units("meta-llama/Llama-3.1-8B-Instruct"));
    assertEquals(2, dialect().probes().units("Qwen/Qwen2.5-32B"));
    assertEquals(4, dialect().probes().units("meta-llama/Llama-3.3-70B-Instruct"));
    assertEquals(4, dialect().probes().units("mistralai/Mixtral-8x22B-v0.1-120b"));
    assertEquals(2, dialect().probes().units("vendor/untold"));
  }

  @Test
  void takesNoNullForToolCalls() {
    assertFalse(dialect().body().takesNullToolCalls());
  }
}
