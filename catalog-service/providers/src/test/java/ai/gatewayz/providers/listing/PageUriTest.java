package ai.gatewayz.providers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PageUriTest {

  @Test
  void setsAParameterAndKeepsTheOthersAsTheyAre() {
    URI uri = URI.create("http://a.test/m?x=%5B1%5D&offset=5&flag");
    assertEquals(
        "http://a.test/m?x=%5B1%5D&flag&offset=10", PageUri.with(uri, "offset", 10).toString());
    assertEquals(
        "http://a.test/m?t=a%26b%3Dc",
        PageUri.with(URI.create("http://a.test/m"), "t", "a&b=c").toString());
  }

  @Test
  void readsNumbersOnly() {
    assertEquals(
        OptionalLong.of(5), PageUri.number(URI.create("http://a.test/m?offset=5"), "offset"));
    assertEquals(
        OptionalLong.empty(), PageUri.number(URI.create("http://a.test/m?offset=-5"), "offset"));
    assertEquals(
        OptionalLong.empty(), PageUri.number(URI.create("http://a.test/m?offsets=5"), "offset"));
  }
}
