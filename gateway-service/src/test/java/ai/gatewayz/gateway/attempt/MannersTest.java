package ai.gatewayz.gateway.attempt;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Dialects;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.fireworks.Fireworks;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.together.Together;
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
    for (Dialect dialect : Dialects.STANDARD.all()) {
      boolean tells = List.of(new OpenRouter(), new Fireworks(), new Together()).contains(dialect);
      assertEquals(!tells, of(dialect, streamed("")).usage(), dialect.name());
    }
    assertTrue(of(new OpenAi(), streamed(",\"stream_options\":{\"include_usage\":false}")).usage());
    assertTrue(of(new OpenAi(), request(Operation.COMPLETIONS, ",\"stream\":true")).usage());
    assertFalse(of(new OpenAi(), streamed(",\"stream_options\":{\"include_usage\":true}")).usage());
    assertFalse(of(new OpenAi(), request(Operation.CHAT, "")).usage());
    assertFalse(of(new OpenAi(), request(Operation.EMBEDDINGS, ",\"stream\":true")).usage());
  }

  @Test
  void whatAnOfferRefusedIsForgottenAfterAnHour() {
    CompletionRequest request = streamed("");
    assertFalse(of(new OpenAi(), request).plain());
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), request);
    assertTrue(of(new OpenAi(), request).plain());
    assertFalse(of(new OpenAi(), request).usage());
    now = now.plus(Duration.ofMinutes(59));
    assertTrue(of(new OpenAi(), request).plain());
    now = now.plus(Duration.ofMinutes(1));
    assertFalse(of(new OpenAi(), request).plain());
    assertTrue(of(new OpenAi(), request).usage());
  }

  @Test
  void nothingIsLearnedFromWhatOneCallerAlonePutsThere() {
    CompletionRequest odd =
        streamed(",\"stream_options\":{\"include_usage\":true,\"made_up\":true}");
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), odd);
    assertFalse(of(new OpenAi(), odd).plain());
    CompletionRequest whole =
        RequestScanner.scan(
            Operation.CHAT,
            ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":false,"
                    + "\"stream_options\":{\"include_usage\":true}}")
                .getBytes(StandardCharsets.UTF_8));
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), whole);
    assertFalse(of(new OpenAi(), whole).plain(), "they are refused where nothing is streamed");
    CompletionRequest usual = streamed(",\"stream_options\":{\"include_usage\":true}");
    manners.learnToLeaveStreamOptionsOut(OFFER.key(), usual);
    assertTrue(of(new OpenAi(), usual).plain());
  }
}
