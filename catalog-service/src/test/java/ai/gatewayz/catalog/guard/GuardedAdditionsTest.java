package ai.gatewayz.catalog.guard;

import static ai.gatewayz.catalog.guard.GuardTest.diff;
import static ai.gatewayz.catalog.guard.GuardTest.listed;
import static ai.gatewayz.catalog.guard.GuardTest.offer;
import static ai.gatewayz.catalog.guard.GuardTest.perToken;
import static ai.gatewayz.catalog.guard.GuardTest.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.guard.HeldChanges.Kept;
import ai.gatewayz.catalog.offers.Diff;
import ai.gatewayz.catalog.offers.MarketPrices;
import ai.gatewayz.catalog.offers.Stored;
import ai.gatewayz.providers.listing.ListedOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedAdditionsTest {

  private final Guard guard = new Guard(new DefaultLimits());

  @ParameterizedTest
  @CsvSource({
    "1000,1500,0",
    "1000,1501,501",
    "150,250,0",
    "150,251,101",
    "1,101,0",
    "0,101,101",
    "20000,250000,230000"
  })
  void addsAShareAtMost(int stored, int listed, int held) {
    List<Stored> before = stored(stored);
    Diff diff = diff(before, listed(listed));
    Judgement judged = judge(before, diff);
    assertEquals(held, judged.held().size());
    assertEquals(listed - stored - held, judged.released().added().size());
    assertTrue(judged.held().stream().allMatch(h -> h.reason() == Held.Reason.TOO_MANY_ADDED));
    assertTrue(
        guard.judge(before, false, diff, MarketPrices.NONE, h -> false).held().isEmpty(),
        "the first list of a provider may be as long as it likes");
  }

  @Test
  void whatAPartOfAListAddsIsGuardedAsWell() {
    List<Stored> before = stored(200);
    Diff diff = Diff.between("p", before, listed(900), Diff.Reach.PARTIAL);
    assertEquals(700, judge(before, diff).held().size());
    diff = Diff.between("p", before, listed(900), Diff.Reach.ONLY_NEW);
    Judgement judged = judge(before, diff);
    assertEquals(
        "quarantined for an operator: 700 additions (too many at once)",
        judged.reason().orElseThrow());
    assertEquals("one of 700 offers that the list adds to 200", judged.held().getFirst().detail());
  }

  @Test
  void theOthersOfALongListGoOnWhileItsAdditionsAreHeld() {
    List<Stored> before = stored(200);
    List<ListedOffer> now = new ArrayList<>(listed(900));
    now.set(3, offer(3, perToken("1.5", "2.5")));
    now.remove(7);
    Judgement judged = judge(before, diff(before, now));
    assertEquals(1, judged.released().changed().size());
    assertEquals(1, judged.released().withdrawn().size());
    assertEquals(0, judged.released().added().size());
    HeldChanges known =
        new HeldChanges(
            judged.held().stream()
                .map(h -> new Kept(h.id(), h.kind().word(), h.fingerprint(), false))
                .toList());
    Judgement well = judge(before, diff(before, listed(201)));
    assertTrue(well.held().isEmpty());
    assertEquals(700, known.after(well, Set.of(), true).remove().size());
  }

  private Judgement judge(List<Stored> before, Diff diff) {
    return guard.judge(before, true, diff, MarketPrices.NONE, held -> false);
  }
}
