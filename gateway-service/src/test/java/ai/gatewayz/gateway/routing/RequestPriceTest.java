package ai.gatewayz.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.PriceTerms;
import ai.gatewayz.catalog.contract.PriceTerms.Conditional;
import ai.gatewayz.catalog.contract.PriceTerms.When;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.providers.dialect.Operation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPriceTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final String PICTURE =
      ",{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}";

  private static CompletionRequest request(int words, String more) {
    String text = "word ".repeat(words);
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
            + text
            + "\"}"
            + more
            + "]}]}";
    return RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestPrice at(CompletionRequest request, Instant when) {
    return new RequestPrice(request, when, 0.5);
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private static Price price(String input, String cached, PriceTerms terms) {
    return new Price.PerToken(usd(input), usd("1"), cached == null ? null : usd(cached), terms);
  }

  private static PriceTerms when(When when, String input) {
    return new PriceTerms(
        null,
        null,
        null,
        null,
        null,
        List.of(new Conditional(when, usd(input), null, null, null, null)));
  }

  private static PriceTerms fees(String request, String image) {
    return new PriceTerms(
        null,
        null,
        request == null ? null : usd(request),
        image == null ? null : usd(image),
        null,
        null);
  }

  private static boolean cheaper(RequestPrice at, Price one, Price other) {
    return at.compared(one).compareTo(at.compared(other)) < 0;
  }

  @Test
  void aPromptBeyondALengthCostsMore() {
    Price tiered = price("1", null, when(new When(1_000, null, null, null), "4"));
    Price plain = price("2", null, null);
    assertTrue(cheaper(at(request(10, ""), NOON), tiered, plain));
    assertTrue(cheaper(at(request(5_000, ""), NOON), plain, tiered));
  }

  @Test
  void theHourDecidesWhichIsCheaper() {
    Price peak = price("1", null, when(new When(null, 12 * 60, 18 * 60, null), "4"));
    Price plain = price("2", null, null);
    CompletionRequest request = request(10, "");
    assertTrue(cheaper(at(request, NOON.minusSeconds(1)), peak, plain));
    assertTrue(cheaper(at(request, NOON), plain, peak));
  }

  @Test
  void aPriceForCachedTokensCountsForLongPrompts() {
    Price cached = price("2.2", "0.2", null);
    Price plain = price("2", null, null);
    assertTrue(cheaper(at(request(10, ""), NOON), plain, cached));
    assertTrue(cheaper(at(request(5_000, ""), NOON), cached, plain));
  }

  @Test
  void feesOfTheRequestAndItsPicturesCount() {
    Price fee = price("1", null, fees("0.01", null));
    Price pictures = price("1", null, fees(null, "0.01"));
    Price plain = price("1.1", null, null);
    CompletionRequest text = request(100, "");
    assertTrue(cheaper(at(text, NOON), plain, fee));
    assertTrue(cheaper(at(text, NOON), pictures, plain));
    assertTrue(cheaper(at(request(100, PICTURE), NOON), plain, pictures));
    RequestPrice three = at(request(100, PICTURE.repeat(3)), NOON);
    Price asMuch = price("1", null, fees("0.03", null));
    assertEquals(three.compared(asMuch), three.compared(pictures));
  }

  @Test
  void whatIsNoPricePerTokenStaysWhatItIs() {
    RequestPrice any = at(request(10, ""), NOON);
    for (Price price : List.of(Price.FREE, Price.VARIABLE, Price.UNKNOWN)) {
      assertSame(price, any.of(price));
      assertEquals(RequestPrice.cost(price), any.compared(price));
    }
  }
}
