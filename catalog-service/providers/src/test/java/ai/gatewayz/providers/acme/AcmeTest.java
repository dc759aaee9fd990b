package ai.gatewayz.providers.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.evidence.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcmeTest extends DialectContract {

  @Override
  protected Dialect dialect() {
    return new Acme();
  }

  @Override
  protected Dialects dialects() {
    return Dialects.STANDARD.with(new Acme());
  }

  @Override
  protected String base() {
    return "https://acme.test/v1";
  }

  @Override
  protected Map<String, String> pages() {
    return Map.of("handles", "{'cursor':'','items':[{'handle':'a/B'},{'handle':'a/C'}]}");
  }

  @Override
  protected Map<String, String> offers() {
    return Map.of("a/B", "a/B", "a/C", "a/C");
  }

  @Override
  protected List<Said> errors() {
    return List.of(
        new Said(Finding.NOT_SERVERLESS, 404, "{'error':{'message':'No anvil for a/B'}}"),
        new Said(
            Finding.SERVER_ERROR,
            401,
            Map.of("x-acme-host", "h1"),
            "{'error':{'message':'Invalid API key'}}"));
  }

  @Override
  protected String recordedAnswers() {
    return "";
  }

  /** Nothing but a list that is handed over has to be told of it. */
  @Test
  void isNoneOfThoseThatComeWithTheProject() {
    assertEquals(Optional.empty(), Dialects.STANDARD.named("acme"));
    assertEquals(Dialects.STANDARD.all().size() + 1, dialects().all().size());
  }
}
