package ai.gatewayz.catalog.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.guard.HeldChanges.Kept;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.Fingerprint;
import ai.gatewayz.catalog.offers.MarketPrices;
import ai.gatewayz.catalog.offers.MarketPrices.Quote;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.providers.listing.ListedOffer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  private final Guard guard = new Guard(new DefaultLimits());

  @ParameterizedTest
  @CsvSource({
    "100,25,0",
    "100,26,26",
    "8,5,0",
    "8,6,6",
    "3,3,0",
    "20000,5000,0",
    "20000,5001,5001"
  })
  void withdrawsAShareAtMost(int stored, int gone, int held) {
    List<Stored> before = stored(stored);
    Diff diff = diff(before, listed(stored).subList(0, stored - gone));
    Judgement judged = judge(before, diff, MarketPrices.NONE);
    assertEquals(held, judged.held().size());
    assertEquals(gone - held, judged.released().withdrawn().size());
    assertTrue(judged.held().stream().allMatch(h -> h.reason() == Held.Reason.TOO_MANY_WITHDRAWN));
  }

  @Test
  void holdsTheOffersWhosePricesJumpAndPublishesTheOthers() {
    List<Stored> before = stored(100);
    List<ListedOffer> now = new ArrayList<>(listed(98));
    for (int i = 0; i < 50; i += 2) {
      now.set(i, offer(i, perToken("1000", "2000")));
    }
    now.set(1, offer(1, perToken("1.5", "2.5")));
    now.add(offer(200, perToken("7", "8")));
    Judgement judged = judge(before, diff(before, now), MarketPrices.NONE);
    assertEquals(25, judged.held().size());
    assertEquals(1, judged.released().changed().size());
    assertEquals(1, judged.released().added().size());
    assertEquals(2, judged.released().withdrawn().size());
    assertEquals("quarantined for an operator: 25 price jumps", judged.reason().orElseThrow());
    assertEquals("from 1 in and 2 out to 1000 in and 2000 out", judged.held().getFirst().detail());
  }

  @ParameterizedTest
  @CsvSource({"10,20,0", "10.1,2,1", "0.1,2,0", "0.09,2,1", "1,21,1", "1,0.19,1", "0,2,1", "1,2,0"})
  void movesAPriceByTheFactorAtMost(String input, String output, int held) {
    List<Stored> before = stored(1);
    Diff diff = diff(before, List.of(offer(0, perToken(input, output))));
    assertEquals(held, judge(before, diff, MarketPrices.NONE).held().size());
  }

  @ParameterizedTest
  @CsvSource({"0.1,0.2,0", "49,100,0", "60,100,1", "0.01,2,1", "1,101,1"})
  void anAdditionStaysNearTheMedianOfOthers(String input, String output, int held) {
    MarketPrices market = market("0.9", "1.1", "1.0");
    Diff diff = diff(List.of(), List.of(offer(0, perToken(input, output))));
    Judgement judged = judge(List.of(), diff, market);
    assertEquals(held, judged.held().size());
    judged.held().forEach(one -> assertEquals(Held.Reason.OFF_MEDIAN, one.reason()));
  }

  @Test
  void oneOtherPriceMakesNoMedian() {
    Diff diff = diff(List.of(), List.of(offer(0, perToken("1000", "1000"))));
    assertTrue(judge(List.of(), diff, market("1")).held().isEmpty());
  }

  @Test
  void whoWasFarFromTheMedianMayMoveALittle() {
    Stored dear = stored(0, "100", "200", 4096, true);
    Diff diff = diff(List.of(dear), List.of(offer(0, perToken("110", "200"))));
    assertTrue(judge(List.of(dear), diff, market("1", "1")).held().isEmpty());
    Stored near = stored(0, "20", "40", 4096, true);
    Diff off = diff(List.of(near), List.of(offer(0, perToken("110", "200"))));
    assertEquals(1, judge(List.of(near), off, market("1", "1")).held().size());
  }

  @Test
  void aPinnedPriceIsNotWhatTheListIsHeldAgainst() {
    Stored listed = stored(0, "100", "200", 4096, true);
    Stored pinned =
        new Stored(
            listed.id(),
            listed.model(),
            listed.fingerprint(),
            listed.priceKind(),
            listed.priceInput(),
            listed.priceOutput(),
            4096,
            true,
            null,
            "pin",
            null);
    Diff diff = diff(List.of(pinned), List.of(offer(0, perToken("1", "2"))));
    assertEquals(1, judge(List.of(pinned), diff, MarketPrices.NONE).released().changed().size());
  }

  @Test
  void holdsFactsThatVanishFromManyAtOnce() {
    List<Stored> before = stored(40);
    List<ListedOffer> now = IntStream.range(0, 40).mapToObj(i -> offer(i, Price.UNKNOWN)).toList();
    Judgement all = judge(before, diff(before, now), MarketPrices.NONE);
    assertEquals(40, all.held().size());
    assertEquals(Held.Reason.PRICE_LOST, all.held().getFirst().reason());
    List<ListedOffer> few = new ArrayList<>(listed(40));
    few.set(3, offer(3, Price.UNKNOWN));
    assertTrue(judge(before, diff(before, few), MarketPrices.NONE).held().isEmpty());
    List<ListedOffer> mute =
        listed(40).stream().map(o -> o.toBuilder().cannot(Capability.CHAT).build()).toList();
    assertEquals(
        Held.Reason.CHAT_LOST,
        judge(before, diff(before, mute), MarketPrices.NONE).held().getFirst().reason());
    List<ListedOffer> narrow =
        listed(40).stream().map(o -> o.toBuilder().contextTokens(null).build()).toList();
    assertEquals(
        Held.Reason.CONTEXT_LOST,
        judge(before, diff(before, narrow), MarketPrices.NONE).held().getFirst().reason());
  }

  @Test
  void whatWasRejectedIsHeldWithoutAWordUntilItIsAnotherChange() {
    List<Stored> before = stored(1);
    Diff diff = diff(before, List.of(offer(0, perToken("1000", "2000"))));
    String fingerprint = diff.changed().getFirst().now().fingerprint();
    HeldChanges known = new HeldChanges(List.of(new Kept("m/0", "change", fingerprint, true)));
    Judgement judged = guard.judge(before, true, diff, MarketPrices.NONE, known::rejected);
    assertTrue(judged.held().isEmpty());
    assertEquals(1, judged.rejected().size());
    assertTrue(judged.released().isEmpty());
    Diff other = diff(before, List.of(offer(0, perToken("3000", "2000"))));
    assertEquals(
        1, guard.judge(before, true, other, MarketPrices.NONE, known::rejected).held().size());
  }

  @Test
  void rejectedWithdrawalsDoNotCountAgainstTheNextOnes() {
    List<Stored> before = stored(100);
    HeldChanges known =
        new HeldChanges(
            IntStream.range(60, 100)
                .mapToObj(i -> new Kept("m/" + i, "withdraw", null, true))
                .toList());
    Judgement judged =
        guard.judge(before, true, diff(before, listed(58)), MarketPrices.NONE, known::rejected);
    assertEquals(40, judged.rejected().size());
    assertEquals(2, judged.released().withdrawn().size());
    assertTrue(judged.held().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyChangeIsReleasedOrHeldAndNoneTwice(long seed) {
    Random random = new Random(seed);
    List<Stored> before = stored(random.nextInt(200));
    List<ListedOffer> now =
        IntStream.range(0, 260)
            .filter(i -> random.nextInt(3) > 0)
            .mapToObj(
                i ->
                    random.nextInt(4) == 0
                        ? offer(i, Price.UNKNOWN)
                        : offer(i, perToken("" + random.nextInt(1, 40), "2")))
            .toList();
    Diff diff = diff(before, now);
    Judgement judged = judge(before, diff, market("1", "2"));
    Diff released = judged.released();
    Set<String> ids = new HashSet<>();
    released.added().forEach(one -> assertTrue(ids.add(one.offer().id())));
    released.changed().forEach(one -> assertTrue(ids.add(one.before().id())));
    released.withdrawn().forEach(one -> assertTrue(ids.add(one.id())));
    judged.held().forEach(one -> assertTrue(ids.add(one.id())));
    assertEquals(diff.added().size() + diff.changed().size() + diff.withdrawn().size(), ids.size());
  }

  @Test
  void whatIsHeldFollowsTheLatestSync() {
    List<Stored> before = stored(1);
    Diff diff = diff(before, List.of(offer(0, perToken("1000", "2000"))));
    Judgement judged = judge(before, diff, MarketPrices.NONE);
    Held jump = judged.held().getFirst();
    HeldChanges known =
        new HeldChanges(
            List.of(
                new Kept("m/0", "change", jump.fingerprint(), false),
                new Kept("m/5", "withdraw", null, false),
                new Kept("m/6", "withdraw", null, false)));
    assertEquals(
        Set.of("m/5", "m/6"), Set.copyOf(known.after(judged, Set.of("m/0"), true).remove()));
    assertTrue(known.after(judged, Set.of("m/0"), true).put().isEmpty());
    assertEquals(List.of("m/6"), known.after(judged, Set.of("m/0", "m/6"), false).remove());
  }

  private Judgement judge(List<Stored> before, Diff diff, MarketPrices market) {
    return guard.judge(before, true, diff, market, held -> false);
  }

  static Diff diff(List<Stored> before, List<ListedOffer> now) {
    return Diff.between("p", before, now, Diff.Reach.COMPLETE);
  }

  static List<Stored> stored(int count) {
    return IntStream.range(0, count).mapToObj(i -> stored(i, "1", "2", 4096, true)).toList();
  }

  private static Stored stored(int i, String input, String output, Integer context, boolean chat) {
    ListedOffer offer = offer(i, perToken(input, output));
    return new Stored(
        offer.id(),
        offer.model(),
        Fingerprint.of("p", offer),
        "per_token",
        new BigDecimal(input),
        new BigDecimal(output),
        context,
        chat,
        null,
        null,
        null);
  }

  static List<ListedOffer> listed(int count) {
    return IntStream.range(0, count).mapToObj(i -> offer(i, perToken("1", "2"))).toList();
  }

  static ListedOffer offer(int i, Price price) {
    return ListedOffer.of("m/" + i, "m/" + i)
        .can(Capability.CHAT, CapabilitySource.LISTED)
        .contextTokens(4096)
        .price(price)
        .build();
  }

  static Price perToken(String input, String output) {
    return new Price.PerToken(new BigDecimal(input), new BigDecimal(output), null);
  }

  private static MarketPrices market(String... inputs) {
    return new MarketPrices(
        List.of(inputs).stream()
            .map(input -> new Quote("m/0", new BigDecimal(input), new BigDecimal("2")))
            .toList());
  }
}
