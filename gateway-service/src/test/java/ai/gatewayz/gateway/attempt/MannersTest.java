package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MannersTest {

  private static final Offer OFFER = chat("acme", "a/b");

  private Instant now = Instant.parse("2026-01-15T12:00:00Z");
  private final Manners manners = new Manners(name -> false, () -> now);

  private static CompletionRequest request(Operation operation, String members) {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"input\":\"x\",\"prompt\":\"x\""
            + members
            + "}";
    return RequestScanner.scan(operation, body.getBytes(StandardCharsets.UTF_8));
  }

  private static CompletionRequest streamed(String members) {
    return request(Operation.CHAT, ",\"stream\":true" + members);
  }

  private static Candidate candidate(Dialect dialect) {
    Provider provider =
        new Provider(
            "acme", dialect, URI.create("http://acme/v1"), Optional.empty(), Optional.empty());
    return new Candidate(provider, new OfferView(OFFER, null), "m");
  }

  private Target of(Dialect dialect, CompletionRequest request) {
    return manners.of(candidate(dialect), request);
  }

  @Test
  void aStreamIsAskedForItsUsageWhereItWouldNotTellOtherwise() {
    for (Dialect dialect : Dialect.values()) {
      boolean tells =
          List.of(Dialect.OPENROUTER, Dialect.FIREWORKS, Dialect.TOGETHER).contains(dialect);
      assertEquals(!tells, of(dialect, streamed("")).usage(), dialect.name());
    }
    assertTrue(
        of(Dialect.OPENAI, streamed(",\"stream_options\":{\"include_usage\":false}")).usage());
    assertTrue(of(Dialect.OPENAI, request(Operation.COMPLETIONS, ",\"stream\":true")).usage());
    assertFalse(
        of(Dialect.OPENAI, streamed(",\"stream_options\":{\"include_usage\":true}")).usage());
    assertFalse(of(Dialect.OPENAI, request(Operation.CHAT, "")).usage());
    assertFalse(of(Dialect.OPENAI, request(Operation.EMBEDDINGS, ",\"stream\":true")).usage());
  }

  @Test
  void whatAnOfferRefusedIsForgottenAfterAnHour() {
    CompletionRequest request = streamed("");
    assertFalse(of(Dialect.OPENAI, request).plain());
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), request);
    assertTrue(of(Dialect.OPENAI, request).plain());
    assertFalse(of(Dialect.OPENAI, request).usage());
    now = now.plus(Duration.ofMinutes(59));
    assertTrue(of(Dialect.OPENAI, request).plain());
    now = now.plus(Duration.ofMinutes(1));
    assertFalse(of(Dialect.OPENAI, request).plain());
    assertTrue(of(Dialect.OPENAI, request).usage());
  }

  @Test
  void nothingIsLearnedFromWhatOneCallerAlonePutsThere() {
    CompletionRequest odd =
        streamed(",\"stream_options\":{\"include_usage\":true,\"made_up\":true}");
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), odd);
    assertFalse(of(Dialect.OPENAI, odd).plain());
    CompletionRequest whole =
        RequestScanner.scan(
            Operation.CHAT,
            ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":false,"
                    + "\"stream_options\":{\"include_usage\":true}}")
                .getBytes(StandardCharsets.UTF_8));
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), whole);
    assertFalse(of(Dialect.OPENAI, whole).plain(), "they are refused where nothing is streamed");
    CompletionRequest usual = streamed(",\"stream_options\":{\"include_usage\":true}");
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), usual);
    assertTrue(of(Dialect.OPENAI, usual).plain());
  }
}
