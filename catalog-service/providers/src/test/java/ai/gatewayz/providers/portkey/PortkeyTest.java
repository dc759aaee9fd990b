package ai.gatewayz.providers.portkey;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;

class PortkeyTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new Portkey();
  }

  @Override
  protected String base() {
    return "https://pk.test/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of("models", "{'total':1,'data':[{'id':'@my-openai/gpt-5'}]}");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("@my-openai/gpt-5", "openai/gpt-5");
  }

  @Override
  protected List<Said> errors() {
    return List.of(
        new Said(
            Finding.PERMISSION_DENIED,
            404,
            "{'error':{'message':'Portkey Error: Integration not found'}}"),
        new Said(Finding.CREDITS_EXHAUSTED, 412, ""),
        new Said(
            Finding.CREDITS_EXHAUSTED,
            412,
            "{'error':{'message':'Portkey Error: Budget exhausted'}}"),
        new Said(
            Finding.SERVER_ERROR,
            401,
            "{'error':{'message':'fireworks-ai error: Invalid API key'}}"),
        new Said(
            Finding.SERVER_ERROR,
            402,
            "{'error':{'message':'Payment required'},'provider':'fireworks-ai'}"));
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of(
        "models", List.of("portkey/models/portkey-v1-models-215-2025-10-05-gatewayz.json"));
  }
}
