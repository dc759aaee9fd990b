package ai.gatewayz.providers.fireworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FireworksTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new Fireworks();
  }

  @Override
  protected String base() {
    return "https://fw.test/inference/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of(
        "serverless",
        "{'data':[{'id':'accounts/fireworks/models/x','kind':'HF_BASE_MODEL','supports_chat':true}]}",
        "library",
        "{'models':[{'name':'accounts/fireworks/models/x','kind':'HF_BASE_MODEL','state':'READY','public':true,'supportsServerless':true,'huggingFaceUrl':'https://huggingface.co/a/X'}]}");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("accounts/fireworks/models/x", "a/X");
  }

  @Override
  protected List<Said> errors() {
    return List.of(
        new Said(
            Finding.NOT_SERVERLESS,
            412,
            "{'error':{'message':'Unable to access non-serverless model a/b'}}"),
        new Said(
            Finding.PERMISSION_DENIED, 412, "{'error':{'message':'Account acme is suspended'}}"),
        new Said(Finding.REQUEST_REFUSED, 412, "{'error':{'message':'Payment required'}}"));
  }

  @Override
  protected Map<String, List<String>> recordedPages() {
    return Map.of(
        "serverless",
        List.of("fireworks/models/fireworks-inference-v1-models-27-2025-07-25-lc.json"));
  }

  @Test
  void answersLongerThanThatAsStreamsAlone() {
    assertEquals(4_096, dialect().body().longestWhole());
    assertTrue(dialect().body().tellsUsageUnasked());
  }
}
