package ai.gatewayz.gateway.usage;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.request.Operation;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.Provider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageRecordTest {

  private static final Price PRICE =
      new Price.PerToken(new BigDecimal("0.20"), new BigDecimal("0.60"), new BigDecimal("0.05"));

  @Test
  void aCostIsExactAndCachedTokensAreCheaper() {
    Tokens tokens = new Tokens(1_000, 10, 400, 0, false);
    // 600 × 0.20 + 400 × 0.05 + 10 × 0.60 USD per million
    assertEquals(new BigDecimal("0.000146"), Cost.of(PRICE, tokens).orElseThrow());
  }

  @Test
  void moreCachedTokensThanThereAreAreNotBelieved() {
    Tokens tokens = new Tokens(100, 0, 4_000, 0, false);
    assertEquals(new BigDecimal("0.000005"), Cost.of(PRICE, tokens).orElseThrow());
  }

  @Test
  void anUnknownPriceIsNotFree() {
    Tokens tokens = new Tokens(1, 1, 0, 0, false);
    assertEquals(Optional.empty(), Cost.of(Price.UNKNOWN, tokens));
    assertEquals(Optional.empty(), Cost.of(Price.VARIABLE, tokens));
    assertEquals(BigDecimal.ZERO, Cost.of(Price.FREE, tokens).orElseThrow());
  }

  @Test
  void whatIsToldIsTakenEvenWhereItIsZeroAndTheRestIsAMarkedGuess() {
    assertEquals(
        new Tokens(0, 0, 0, 0, false), Tokens.of(new Usage(0, 0, 0, 0), 25, 7), "zero is told");
    assertEquals(new Tokens(25, 7, 0, 0, true), Tokens.of(null, 25, 7));
  }

  @Test
  void aLineTellsWhoWhatAndHowMuch() {
    UsageRecord used =
        record(Result.DELIVERED, null, Tokens.of(new Usage(1_000, 10, 400, 3), 0, 0));
    assertEquals(
        "request_id=r-1 key=team operation=chat result=delivered provider=acme model=vendor/name"
            + " attempts=2 input_tokens=1000 output_tokens=10 cached_tokens=400 reasoning_tokens=3"
            + " estimated=false cost_usd=0.000206 took_ms=120",
        used.line());
  }

  @Test
  void aFailureHasNoTokensAndNoCost() {
    String line = record(Result.FAILED, "provider_error", Tokens.NONE).line();
    assertTrue(line.contains("result=failed error=provider_error"), line);
    assertFalse(line.contains("tokens"), line);
    assertFalse(line.contains("cost"), line);
  }

  private static UsageRecord record(Result result, String code, Tokens tokens) {
    Provider provider =
        new Provider(
            "acme",
            Dialect.OPENAI,
            URI.create("http://acme.example/v1"),
            Optional.empty(),
            Optional.empty());
    return new UsageRecord(
        "r-1",
        "team",
        Operation.CHAT,
        new Candidate(provider, new OfferView(chat("acme", "vendor/name"), null), "name"),
        result,
        code,
        2,
        tokens,
        Duration.ofMillis(120));
  }
}
