package ai.gatewayz.catalog.guard;

import static ai.gatewayz.catalog.guard.GuardTest.diff;
import static ai.gatewayz.catalog.guard.GuardTest.offer;
import static ai.gatewayz.catalog.guard.GuardTest.perToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.Fingerprint;
import ai.gatewayz.catalog.offers.MarketPrices;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.catalog.prices.Lists;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.SimulatorOptions;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of a list that move together, and those that go from nothing to something. */
class UnitGuardTest {

  private final Guard guard = new Guard(new DefaultLimits());

  private static Stored stored(ListedOffer offer) {
    boolean priced = offer.price() instanceof Price.PerToken;
    Price.PerToken usd = priced ? (Price.PerToken) offer.price() : null;
    String kind =
        switch (offer.price()) {
          case Price.PerToken ignored -> "per_token";
          case Price.Free ignored -> "free";
          case Price.Variable ignored -> "variable";
          case Price.Unknown ignored -> "unknown";
        };
    return new Stored(
        offer.id(),
        offer.model(),
        Fingerprint.of("p", offer),
        kind,
        priced ? usd.input() : null,
        priced ? usd.output() : null,
        offer.contextTokens(),
        offer.capabilities().containsKey(Capability.CHAT),
        null,
        null,
        null);
  }

  private static ListedOffer times(ListedOffer offer, String factor) {
    return offer.price() instanceof Price.PerToken usd
        ? offer.toBuilder()
            .price(
                new Price.PerToken(
                    usd.input().multiply(new BigDecimal(factor)),
                    usd.output().multiply(new BigDecimal(factor)),
                    null))
            .build()
        : offer;
  }

  private Judgement judge(Collection<ListedOffer> before, Collection<ListedOffer> now) {
    List<Stored> stored = before.stream().map(UnitGuardTest::stored).toList();
    return guard.judge(
        stored, true, diff(stored, List.copyOf(now)), MarketPrices.NONE, held -> false);
  }

  private static List<ListedOffer> priced(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> offer(i, perToken("0." + (i + 1), "" + (i + 1))))
        .toList();
  }

  private static List<ListedOffer> each(
      List<ListedOffer> offers, int first, UnaryOperator<ListedOffer> change) {
    return IntStream.range(0, offers.size())
        .mapToObj(i -> i < first ? change.apply(offers.get(i)) : offers.get(i))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.000001", "1000000", "1000", "0.001", "5", "0.2", "100"})
  void aListInAnotherUnitIsHeldAsAWhole(String factor) {
    List<ListedOffer> before = priced(100);
    List<ListedOffer> now = new ArrayList<>(each(before, 94, one -> times(one, factor)));
    now.set(97, times(now.get(97), "1.1"));
    now.add(offer(500, perToken("0.000001", "0.000002")));
    Judgement judged = judge(before, now);
    assertTrue(judged.released().isEmpty());
    assertEquals(96, judged.held().size());
    judged.held().forEach(held -> assertEquals(Held.Reason.UNIT_CHANGED, held.reason()));
    assertEquals(
        "quarantined for an operator: 96 prices in another unit than before",
        judged.reason().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"100,1.4", "100,0.7", "40,3", "50,0.3", "51,1.49", "5,9"})
  void ordinaryChangesPass(int moved, String factor) {
    List<ListedOffer> before = priced(100);
    List<ListedOffer> now = each(before, moved, one -> times(one, factor));
    Judgement judged = judge(before, now);
    assertEquals(List.of(), judged.held());
    assertEquals(moved, judged.released().changed().size());
  }

  /** Everybody lowers prices in a war of prices, but each as he likes. */
  @Test
  void pricesThatMoveApartPass() {
    List<ListedOffer> before = priced(100);
    List<ListedOffer> now = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      now.add(times(before.get(i), "0." + (15 + i % 60)));
    }
    assertEquals(List.of(), judge(before, now).held());
  }

  @Test
  void aShortListSaysLittleOfItsUnit() {
    List<ListedOffer> before = priced(5);
    assertEquals(List.of(), judge(before, each(before, 5, one -> times(one, "2"))).held());
  }

  @Test
  void tinyPricesAreComparedToo() {
    List<ListedOffer> before = List.of(offer(0, perToken("0.00001", "0.00002")));
    Judgement judged = judge(before, List.of(offer(0, perToken("0.000001", "0.0000019"))));
    assertEquals(Held.Reason.PRICE_JUMP, judged.held().getFirst().reason());
    assertEquals(
        List.of(), judge(before, List.of(offer(0, perToken("0.00009", "0.00002")))).held());
  }

  @Test
  void freeIsAnotherKindOfPrice() {
    ListedOffer sold = offer(0, perToken("1", "2"));
    ListedOffer free = offer(0, Price.FREE);
    ListedOffer nothing = offer(0, perToken("0", "0"));
    for (List<ListedOffer> move :
        List.of(
            List.of(sold, free),
            List.of(sold, nothing),
            List.of(free, sold),
            List.of(nothing, sold))) {
      Judgement judged = judge(List.of(move.getFirst()), List.of(move.getLast()));
      assertEquals(1, judged.held().size(), move::toString);
      assertEquals(Held.Reason.PRICE_KIND, judged.held().getFirst().reason());
    }
    assertEquals(List.of(), judge(List.of(free), List.of(nothing)).held());
    assertEquals(List.of(), judge(List.of(free), List.of(offer(0, Price.UNKNOWN))).held());
    assertEquals(List.of(), judge(List.of(offer(0, Price.UNKNOWN)), List.of(sold)).held());
  }

  @Test
  void oneSideThatCostsNothingAnyMoreIsAJump() {
    Judgement judged =
        judge(List.of(offer(0, perToken("1", "2"))), List.of(offer(0, perToken("1", "0"))));
    assertEquals(Held.Reason.PRICE_JUMP, judged.held().getFirst().reason());
    List<ListedOffer> vectors = List.of(offer(0, perToken("0.02", "0")));
    assertEquals(List.of(), judge(vectors, List.of(offer(0, perToken("0.03", "0")))).held());
  }

  @ParameterizedTest
  @ValueSource(strings = {"featherless", "openrouter", "together"})
  void aWholeListInAnotherUnitIsHeld(String provider) throws Exception {
    Collection<ListedOffer> listed;
    try (Simulator simulator = Simulator.start(options(provider))) {
      listed = Lists.offers(simulator, provider);
    }
    long sold =
        listed.stream()
            .filter(
                offer ->
                    offer.price() instanceof Price.PerToken usd
                        && usd.input().add(usd.output()).signum() > 0)
            .count();
    assertTrue(sold > 50, sold + " with a price");
    for (String factor : List.of("0.000001", "1000000", "1000")) {
      Judgement judged = judge(listed, listed.stream().map(one -> times(one, factor)).toList());
      assertEquals(sold, judged.held().size(), factor);
      assertEquals(Held.Reason.UNIT_CHANGED, judged.held().getFirst().reason());
      assertTrue(priced(judged.released()) == 0, factor);
    }
    List<ListedOffer> dearer = listed.stream().map(one -> times(one, "1.2")).toList();
    assertEquals(List.of(), judge(listed, dearer).held());
  }

  /** The recorded list where there is one with prices. */
  private static SimulatorOptions options(String provider) {
    Path recordings =
        Path.of(System.getProperty("gatewayz.root")).resolve("../shared/recordings").normalize();
    return provider.equals("featherless") || !Files.isDirectory(recordings)
        ? SimulatorOptions.defaults()
        : SimulatorOptions.defaults().withRecordings(recordings);
  }

  private static long priced(Diff released) {
    return released.changed().stream()
        .filter(change -> change.now().offer().price() instanceof Price.PerToken)
        .filter(
            change -> {
              Price.PerToken usd = (Price.PerToken) change.now().offer().price();
              return usd.input().compareTo(change.before().priceInput()) != 0;
            })
        .count();
  }
}
