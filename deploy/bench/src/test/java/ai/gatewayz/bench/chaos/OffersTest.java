package ai.gatewayz.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffersTest {

  private static final Map<String, Offers.Line> TRUTH =
      Map.of("a:x", line("available", "1/2"), "a:y", line("unavailable", "3/4"));

  private static Offers.Line line(String state, String price) {
    return new Offers.Line(state, price);
  }

  private static Set<String> wrong(Map<String, Offers.Line> told, boolean strangers) {
    return new Offers(told).wrong(TRUTH, strangers).keySet();
  }

  @Test
  void aListThatTellsNoPricesIsWholeWithoutThem() {
    assertEquals(
        Set.of(),
        wrong(Map.of("a:x", line("available", null), "a:y", line("unavailable", null)), false));
  }

  @Test
  void anotherStateAnotherPriceAndAMissingOfferAreWrong() {
    assertEquals(Set.of("a:x", "a:y"), wrong(Map.of("a:x", line("cold", "1/2")), false));
    assertEquals(
        Set.of("a:y"),
        wrong(Map.of("a:x", line("available", "1/2"), "a:y", line("unavailable", "3/5")), false));
  }

  @Test
  void anOfferThatIsNoMoreIsWrongUnlessStrangersAreExpected() {
    Map<String, Offers.Line> told =
        Map.of(
            "a:x", line("available", "1/2"),
            "a:y", line("unavailable", "3/4"),
            "a:z", line("available", "1/1"));
    assertEquals(Set.of("a:z"), wrong(told, false));
    assertEquals(Set.of(), wrong(told, true));
  }
}
