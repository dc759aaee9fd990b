package ai.gatewayz.catalog.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.gatewayz.catalog.contract.PriceTerms.Conditional;
import ai.gatewayz.catalog.contract.PriceTerms.When;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTermsTest {

  /** A Monday. */
  private static final Instant MONDAY = Instant.parse("2026-11-30T12:00:00Z");

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private static Price.PerToken price(Conditional... overrides) {
    return new Price.PerToken(
        usd("3"),
        usd("15"),
        usd("0.3"),
        new PriceTerms(usd("3.75"), usd("6"), null, null, null, List.of(overrides)));
  }

  private static Conditional input(When when, String amount) {
    return new Conditional(when, usd(amount), null, null, null, null);
  }

  @Test
  void aLongPromptCostsWhatIsAskedBeyondItsLength() {
    Price.PerToken price =
        price(
            new Conditional(
                new When(200_000, null, null, null),
                usd("6"),
                usd("22.5"),
                usd("0.6"),
                usd("7.5"),
                usd("12")));
    assertEquals(usd("3"), price.at(200_000, MONDAY).input());
    Price.PerToken beyond = price.at(200_001, MONDAY);
    assertEquals(usd("6"), beyond.input());
    assertEquals(usd("22.5"), beyond.output());
    assertEquals(usd("0.6"), beyond.cachedInput());
    assertEquals(usd("7.5"), beyond.terms().cacheWrite());
    assertEquals(usd("12"), beyond.terms().cacheWriteHour());
    assertEquals(List.of(), beyond.terms().overrides());
  }

  @ParameterizedTest
  @CsvSource({
    "00:59,3", "01:00,1", "03:59,1", "04:00,3", "21:59,3", "22:00,2", "23:59,2", "00:00,2",
    "00:29,2", "00:30,3"
  })
  void anHourHasItsPriceAlsoPastMidnight(String time, String expected) {
    Price.PerToken price =
        price(
            input(new When(null, 60, 240, null), "1"),
            input(new When(null, 22 * 60, 30, null), "2"));
    assertEquals(usd(expected), price.at(10, Instant.parse("2026-11-30T" + time + ":00Z")).input());
  }

  @Test
  void aDayHasItsPrice() {
    Price.PerToken price = price(input(new When(null, null, null, Set.of(6, 7)), "1"));
    assertEquals(usd("3"), price.at(10, MONDAY).input());
    assertEquals(usd("1"), price.at(10, MONDAY.minusSeconds(86_400)).input());
    assertEquals(usd("3"), price.at(10, MONDAY.minusSeconds(3 * 86_400)).input());
  }

  @Test
  void ofSeveralThatHoldTheLaterCountsAmountByAmount() {
    Price.PerToken price =
        price(
            input(new When(1_000, null, null, null), "6"),
            input(new When(2_000, null, null, null), "9"),
            new Conditional(new When(2_000, null, null, null), null, usd("1"), null, null, null));
    assertEquals(usd("6"), price.at(1_500, MONDAY).input());
    assertEquals(usd("9"), price.at(2_500, MONDAY).input());
    assertEquals(usd("15"), price.at(1_500, MONDAY).output());
    assertEquals(usd("1"), price.at(2_500, MONDAY).output());
    assertEquals(usd("0.3"), price.at(2_500, MONDAY).cachedInput());
  }

  @Test
  void aPriceWithoutConditionsIsTheSameForAll() {
    Price.PerToken plain = new Price.PerToken(usd("1"), usd("2"), null);
    assertSame(plain, plain.at(1_000_000, MONDAY));
    assertNull(plain.terms());
    assertNull(
        new Price.PerToken(
                usd("1"), usd("2"), null, new PriceTerms(null, null, null, null, null, null))
            .terms());
  }

  @Test
  void isReadAsItIsWritten() {
    Price price =
        new Price.PerToken(
            usd("3"),
            usd("15"),
            null,
            new PriceTerms(
                usd("3.75"),
                null,
                usd("0.01"),
                usd("0.0004"),
                usd("0.35"),
                List.of(input(new When(200_000, 1_320, 30, Set.of(1, 7)), "6"))));
    byte[] json = EventJson.write(price);
    assertEquals(
        "{\"kind\":\"per_token\",\"input\":3,\"output\":15,\"terms\":{\"cacheWrite\":3.75,"
            + "\"request\":0.01,\"image\":0.0004,\"discount\":0.35,\"overrides\":[{\"when\":"
            + "{\"promptTokensAbove\":200000,\"fromMinute\":1320,\"toMinute\":30,"
            + "\"weekdays\":[1,7]},\"input\":6}]}}",
        new String(json, StandardCharsets.UTF_8));
    assertEquals(price, EventJson.read(json, Price.class));
  }

  @Test
  void whatIsNoPriceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new When(null, 60, null, null));
    assertThrows(IllegalArgumentException.class, () -> new When(null, 60, 1_441, null));
    assertThrows(IllegalArgumentException.class, () -> new When(null, null, null, Set.of(8)));
    assertThrows(IllegalArgumentException.class, () -> input(null, "-1"));
    List<Conditional> many = Collections.nCopies(PriceTerms.MOST_OVERRIDES + 1, input(null, "1"));
    assertThrows(
        IllegalArgumentException.class, () -> new PriceTerms(null, null, null, null, null, many));
  }
}
