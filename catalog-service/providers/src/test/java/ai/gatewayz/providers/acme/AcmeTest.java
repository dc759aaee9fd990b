package ai.gatewayz.providers.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.DialectContract;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.SmallestQuestion;
import ai.gatewayz.providers.dialect.Suffixes;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.listing.ListedOffer;
import java.time.Instant;
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

  /** What the gateway edits a body by, routes a suffix by, and health asks by. */
  @Test
  void isAskedInItsOwnWay() {
    Provider acme = provider();
    assertFalse(acme.dialect().body().knowsDeveloper());
    assertFalse(acme.dialect().body().takesNullToolCalls());
    assertEquals(100, acme.dialect().body().longestWhole());
    assertEquals(3, acme.dialect().probes().units("a/B"));
    Offer both =
        ListedOffer.of("a/B", "a/B")
            .can(Capability.CHAT, CapabilitySource.LISTED)
            .can(Capability.EMBEDDINGS, CapabilitySource.LISTED)
            .build()
            .at("acme", 1, Instant.EPOCH);
    assertEquals(
        List.of(Operation.CHAT), SmallestQuestion.operations(both, acme.dialect().probes()));
    assertTrue(dialects().understanding("turbo").test(acme.dialect()));
    assertEquals(Suffixes.Meaning.FASTEST, dialects().meaning("turbo"));
    assertEquals(
        "https://acme.test/v1/chat/completions", acme.endpoint(Operation.CHAT.path()).toString());
  }
}
