package ai.gatewayz.gateway.usage;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.priced;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.openai.OpenAi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageRecordTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static final Price PRICE =
      new Price.PerToken(new BigDecimal("0.20"), new BigDecimal("0.60"), new BigDecimal("0.05"));

  @Test
  void aCostIsExactAndCachedTokensAreCheaper() {
    Tokens tokens = new Tokens(1_000, 10, 400, 0, 0, false, null);
    // 600 × 0.20 + 400 × 0.05 + 10 × 0.60 USD per million
    assertEquals(new BigDecimal("0.000146"), Cost.of(PRICE, tokens, 0, NOON).orElseThrow());
  }

  @Test
  void moreCachedTokensThanThereAreAreNotBelieved() {
    Tokens tokens = new Tokens(100, 0, 4_000, 0, 0, false, null);
    assertEquals(new BigDecimal("0.000005"), Cost.of(PRICE, tokens, 0, NOON).orElseThrow());
  }

  @Test
  void writingToACacheAndTheRequestItselfCostToo() {
    Price.PerToken usd = (Price.PerToken) PRICE;
    Price price =
        new Price.PerToken(
            usd.input(),
            usd.output(),
            usd.cachedInput(),
            new PriceTerms(
                new BigDecimal("0.25"), null, new BigDecimal("0.01"), null, null, List.of()));
    // 400 × 0.20 + 400 × 0.05 + 200 × 0.25 + 10 × 0.60 USD per million, and the request
    assertEquals(
        new BigDecimal("0.010156"),
        Cost.of(price, new Tokens(1_000, 10, 400, 200, 0, false, null), 0, NOON).orElseThrow());
  }

  @Test
  void eachPictureCostsToo() {
    Price price =
        new Price.PerToken(
            BigDecimal.ONE,
            BigDecimal.ONE,
            null,
            new PriceTerms(null, null, null, new BigDecimal("0.002"), null, List.of()));
    Tokens tokens = new Tokens(1_000, 0, 0, 0, 0, false, null);
    assertEquals(new BigDecimal("0.007"), Cost.of(price, tokens, 3, NOON).orElseThrow());
    assertEquals(new BigDecimal("0.001"), Cost.of(price, tokens, 0, NOON).orElseThrow());
    assertEquals(new BigDecimal("0.000206"), Cost.of(PRICE, few(), 3, NOON).orElseThrow());
  }

  private static Tokens few() {
    return new Tokens(1_000, 10, 0, 0, 0, false, null);
  }

  @Test
  void theLengthOfThePromptAndTheHourOfTheRequestSayWhichPriceHolds() {
    PriceTerms.When afterNoon = new PriceTerms.When(null, 12 * 60, 13 * 60, null);
    PriceTerms.When aLongOne = new PriceTerms.When(500, null, null, null);
    Price price =
        new Price.PerToken(
            BigDecimal.ONE,
            BigDecimal.ONE,
            null,
            new PriceTerms(
                null,
                null,
                null,
                null,
                null,
                List.of(
                    new PriceTerms.Conditional(
                        afterNoon, BigDecimal.TWO, BigDecimal.TWO, null, null, null),
                    new PriceTerms.Conditional(aLongOne, BigDecimal.TEN, null, null, null, null))));
    Tokens few = new Tokens(500, 0, 0, 0, 0, false, null);
    Tokens many = new Tokens(501, 100, 0, 0, 0, false, null);
    assertEquals(new BigDecimal("0.001"), Cost.of(price, few, 0, NOON).orElseThrow());
    assertEquals(
        new BigDecimal("0.0005"), Cost.of(price, few, 0, NOON.minusSeconds(1)).orElseThrow());
    assertEquals(new BigDecimal("0.00521"), Cost.of(price, many, 0, NOON).orElseThrow());
  }

  @Test
  void theCostIsThatOfWhenTheRequestCame() {
    PriceTerms.When afterNoon = new PriceTerms.When(null, 12 * 60, 13 * 60, null);
    Price price =
        new Price.PerToken(
            BigDecimal.ONE,
            BigDecimal.ONE,
            null,
            new PriceTerms(
                null,
                null,
                null,
                null,
                null,
                List.of(
                    new PriceTerms.Conditional(
                        afterNoon, BigDecimal.TEN, null, null, null, null))));
    UsageRecord used = record(price, new Tokens(1_000_000, 0, 0, 0, 0, false, null));
    assertEquals(BigDecimal.ONE, used.cost(NOON.plusMillis(119)));
    assertEquals(0, BigDecimal.TEN.compareTo(used.cost(NOON.plusMillis(120))));
  }

  @Test
  void anUnknownPriceIsNotFree() {
    Tokens tokens = new Tokens(1, 1, 0, 0, 0, false, null);
    assertEquals(Optional.empty(), Cost.of(Price.UNKNOWN, tokens, 0, NOON));
    assertEquals(Optional.empty(), Cost.of(Price.VARIABLE, tokens, 0, NOON));
    assertEquals(BigDecimal.ZERO, Cost.of(Price.FREE, tokens, 0, NOON).orElseThrow());
  }

  @Test
  void whatIsToldIsTakenEvenWhereItIsZeroAndTheRestIsAMarkedGuess() {
    assertEquals(
        new Tokens(0, 0, 0, 0, 0, false, null),
        Tokens.of(new Usage(0, 0, 0, 0), 25, 7),
        "zero is told");
    assertEquals(new Tokens(25, 7, 0, 0, 0, true, null), Tokens.of(null, 25, 7));
  }

  @Test
  void aLineTellsWhoWhatAndHowMuch() {
    UsageRecord used =
        record(Result.DELIVERED, null, Tokens.of(new Usage(1_000, 10, 400, 3), 0, 0));
    assertEquals(
        "request_id=r-1 key=team operation=chat result=delivered provider=acme model=vendor/name"
            + " attempts=2 failed=down:overloaded input_tokens=1000 output_tokens=10 cached_tokens=400"
            + " cache_written_tokens=0 reasoning_tokens=3"
            + " estimated=false cost_usd=0.000206 took_ms=120",
        used.line(used.cost(NOON)));
  }

  @Test
  void whatTheProviderCountsItselfStandsBesideOurs() {
    Usage told = new Usage(1_000, 10, 400, 120, 3, new BigDecimal("0.00031"));
    String line = line(record(Result.DELIVERED, null, Tokens.of(told, 0, 0)));
    assertTrue(line.contains(" cache_written_tokens=120 "), line);
    assertTrue(line.contains(" cost_usd=0.000206 provider_cost_usd=0.00031 "), line);
  }

  @Test
  void aCostThatNobodyCouldMeanIsNone() {
    for (String odd : new String[] {"-0.1", "1e999999999", "1e-999999999", "9".repeat(40)}) {
      Usage told = new Usage(1, 1, 0, 0, 0, new BigDecimal(odd));
      assertNull(Tokens.of(told, 0, 0).providerCost(), odd);
    }
    assertNull(Tokens.of(new Usage(1, 1, 0, 0), 0, 0).providerCost());
  }

  @Test
  void theDifferenceIsAMetricOfTheProvider() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    UsageBook book = new UsageBook(registry, new UsageLog(registry), () -> NOON, Map::of);
    Usage told = new Usage(1_000, 10, 400, 120, 3, new BigDecimal("0.000412"));
    book.enter(record(Result.DELIVERED, null, Tokens.of(told, 0, 0)));
    book.enter(record(Result.DELIVERED, null, Tokens.of(new Usage(5, 5, 0, 0), 0, 0)));
    assertEquals(
        0.000412,
        registry.get("gatewayz.usage.cost.provider.usd").tag("provider", "acme").counter().count(),
        1e-12);
    assertEquals(
        0.000206,
        registry.get("gatewayz.usage.cost.catalog.usd").tag("provider", "acme").counter().count(),
        1e-12);
    assertEquals(0.5, registry.get("gatewayz.usage.cost.off").summary().max(), 1e-9);
    assertEquals(120, registry.get("gatewayz.usage.cache.written.tokens").counter().count(), 1e-9);
  }

  @Test
  void aFailureHasNoTokensAndNoCost() {
    String line = line(record(Result.FAILED, "provider_error", Tokens.NONE));
    assertTrue(line.contains("result=failed error=provider_error"), line);
    assertFalse(line.contains("tokens"), line);
    assertFalse(line.contains("cost"), line);
  }

  /** Whoever asks why a request was refused or failed over finds it by its id. */
  @Test
  void aRequestThatWasNotTakenOnHasItsLineToo() {
    assertEquals(
        "request_id=r-2 key=team operation=chat result=failed error=rate_limited attempts=0"
            + " took_ms=0",
        line(UsageRecord.refused("r-2", "team", Operation.CHAT, "rate_limited")));
  }

  private static String line(UsageRecord used) {
    return used.line(used.cost(NOON));
  }

  private static UsageRecord record(Price price, Tokens tokens) {
    UsageRecord used = record(Result.DELIVERED, null, tokens);
    Candidate by = used.candidate();
    return new UsageRecord(
        used.requestId(),
        used.holder(),
        used.operation(),
        new Candidate(
            by.provider(), new OfferView(priced(by.offer().offer(), price), null), "name"),
        used.result(),
        null,
        1,
        "",
        tokens,
        0,
        used.took());
  }

  static UsageRecord record(Result result, String code, Tokens tokens) {
    Provider provider =
        new Provider(
            "acme",
            new OpenAi(),
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
        "down:overloaded",
        tokens,
        0,
        Duration.ofMillis(120));
  }
}
