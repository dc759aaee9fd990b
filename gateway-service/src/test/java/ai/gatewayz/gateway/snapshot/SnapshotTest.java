package ai.gatewayz.gateway.snapshot;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.until;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.ModelAlias;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private final Ledger ledger = new Ledger();

  private Snapshot snapshot() {
    return ledger.snapshot(NOON);
  }

  @Test
  void tiesTheOffersOfAModelTogetherInTheOrderOfTheirKeys() {
    ledger.offer(chat("together", "meta-llama/llama-fast", "meta/llama", 1));
    ledger.offer(chat("huggingface", "meta/llama"));

    ModelEntry entry = snapshot().model("meta/llama").orElseThrow();

    assertEquals(
        List.of("huggingface:meta/llama", "together:meta-llama/llama-fast"),
        entry.offers().stream().map(view -> view.key().toString()).toList());
  }

  @Test
  void findsAModelByItsExactIdAndElseWithoutRegardToCase() {
    ledger.offer(chat("together", "zai/GLM"));
    ledger.offer(chat("together", "zai/glm"));

    Snapshot snapshot = snapshot();

    assertEquals("zai/glm", snapshot.model("zai/glm").orElseThrow().id());
    assertEquals("zai/GLM", snapshot.model("zai/GLM").orElseThrow().id());
    assertEquals("zai/GLM", snapshot.model("ZAI/Glm").orElseThrow().id());
    assertTrue(snapshot.model("zai/gl").isEmpty());
  }

  @Test
  void offersAreByteExact() {
    ledger.offer(chat("huggingface", "Org/Name"));

    assertTrue(snapshot().offer(new OfferKey("huggingface", "Org/Name")).isPresent());
    assertTrue(snapshot().offer(new OfferKey("huggingface", "org/name")).isEmpty());
  }

  @Test
  void anOfferThatNobodyHasAskedIsUnknownNotDown() {
    ledger.offer(chat("together", "a/b"));

    assertEquals(State.UNKNOWN, snapshot().model("a/b").orElseThrow().state());
  }

  @Test
  void aVerdictMayComeBeforeItsOffer() {
    Offer offer = chat("together", "a/b");
    ledger.availability(verdict(offer, State.AVAILABLE, 1));
    assertTrue(snapshot().model("a/b").isEmpty());

    ledger.offer(offer);

    assertEquals(State.AVAILABLE, snapshot().model("a/b").orElseThrow().state());
  }

  @Test
  void whatIsNotNewerChangesNothing() {
    Offer offer = chat("together", "a/b", "a/b", 7);
    ledger.offer(offer);
    ledger.availability(verdict(offer, State.UNAVAILABLE, 4));
    Snapshot before = snapshot();

    ledger.offer(chat("together", "a/b", "other/model", 7));
    ledger.offer(chat("together", "a/b", "other/model", 6));
    ledger.availability(verdict(offer, State.AVAILABLE, 4));
    ledger.availability(verdict(offer, State.AVAILABLE, 3));

    assertFalse(ledger.changed());
    assertEquals(before.models(), snapshot().models());
  }

  @Test
  void aWithdrawnOfferIsGoneAndItsModelWithTheLastOne() {
    ledger.offer(chat("together", "a/b"));
    ledger.offer(chat("fireworks", "a/b"));

    ledger.withdraw(new OfferKey("together", "a/b"));
    assertEquals(1, snapshot().model("a/b").orElseThrow().offers().size());

    ledger.withdraw(new OfferKey("fireworks", "a/b"));
    assertTrue(snapshot().model("a/b").isEmpty());
    assertEquals(List.of(), snapshot().models());
    assertEquals(0, snapshot().offerCount());
  }

  @Test
  void aVerdictOutlivesTheOfferUntilItIsForgotten() {
    Offer offer = chat("together", "a/b");
    ledger.offer(offer);
    ledger.availability(verdict(offer, State.UNAVAILABLE, 3));
    ledger.withdraw(offer.key());

    ledger.offer(chat("together", "a/b", "a/b", 2));
    assertEquals(State.UNAVAILABLE, snapshot().model("a/b").orElseThrow().state());

    ledger.forget(offer.key());
    assertEquals(State.UNKNOWN, snapshot().model("a/b").orElseThrow().state());
  }

  @Test
  void anOfferMayMoveToAnotherModel() {
    ledger.offer(chat("together", "x", "a/b", 1));
    ledger.offer(chat("together", "x", "c/d", 2));

    assertEquals(List.of("c/d"), snapshot().models().stream().map(ModelEntry::id).toList());
  }

  @Test
  void aSnapshotNeverChanges() {
    ledger.offer(chat("together", "a/b"));
    Snapshot before = snapshot();

    ledger.offer(chat("together", "c/d"));
    ledger.withdraw(new OfferKey("together", "a/b"));

    assertEquals(List.of("a/b"), before.models().stream().map(ModelEntry::id).toList());
    assertTrue(before.offer(new OfferKey("together", "c/d")).isEmpty());
  }

  @Test
  void whatDidNotChangeIsShared() {
    Offer offer = chat("together", "a/b");
    ledger.offer(offer);
    ledger.offer(chat("together", "c/d"));
    Snapshot before = snapshot();

    ledger.availability(verdict(offer, State.AVAILABLE, 1));

    assertSame(before.model("c/d").orElseThrow(), snapshot().model("c/d").orElseThrow());
  }

  @Test
  void holdsWhatAnOrdinaryMapWouldHoldAfterAnyHistory() {
    Random random = new Random(20_260_101);
    Map<OfferKey, Offer> expected = new HashMap<>();
    for (int step = 1; step <= 20_000; step++) {
      String id = "v" + random.nextInt(300) + "/m" + random.nextInt(20);
      Offer offer = chat("p" + random.nextInt(3), id, id, step);
      if (random.nextInt(4) == 0) {
        ledger.withdraw(offer.key());
        expected.remove(offer.key());
      } else {
        ledger.offer(offer);
        expected.put(offer.key(), offer);
      }
      if (step % 997 == 0) {
        snapshot();
      }
    }

    Snapshot snapshot = snapshot();

    Map<String, List<OfferKey>> byModel = new TreeMap<>();
    expected.keySet().stream()
        .sorted()
        .forEach(key -> byModel.computeIfAbsent(key.id(), id -> new ArrayList<>()).add(key));
    assertEquals(expected.size(), snapshot.offerCount());
    assertEquals(
        List.copyOf(byModel.keySet()), snapshot.models().stream().map(ModelEntry::id).toList());
    for (ModelEntry entry : snapshot.models()) {
      assertEquals(byModel.get(entry.id()), entry.offers().stream().map(OfferView::key).toList());
    }
    expected.forEach(
        (key, offer) -> assertEquals(offer, snapshot.offer(key).orElseThrow().offer()));
  }

  @Test
  void snapshotsTellHowOldTheirKnowledgeIs() {
    Instant[] now = {NOON};
    Snapshots snapshots = new Snapshots(() -> now[0]);
    assertFalse(snapshots.loaded());

    snapshots.publish(Snapshot.of(NOON.minusSeconds(90), List.of(), List.of()));
    assertTrue(snapshots.loaded());
    assertEquals(90, snapshots.age().toSeconds());

    snapshots.confirm(NOON);
    now[0] = NOON.plusSeconds(5);
    assertEquals(5, snapshots.age().toSeconds());
  }

  @Test
  void namesComeAndGoWithTheOffersThatCarryThem() {
    ModelAlias fast = new ModelAlias("fast", List.of("a/b"), ModelAlias.Policy.IN_ORDER, 1);
    Ledger ledger = new Ledger();
    ledger.offer(chat("acme", "a/b", "a/b", 1).named(List.of(fast)));
    Snapshot first = ledger.snapshot(NOON);
    assertEquals(List.of(fast), List.copyOf(first.operatorNames()));
    ledger = new Ledger(first);
    ledger.offer(chat("acme", "a/b", "a/b", 2));
    assertEquals(List.of(), List.copyOf(ledger.snapshot(NOON).operatorNames()));
    ledger.offer(chat("acme", "a/b", "a/b", 3).named(List.of(fast)));
    ledger.withdraw(new OfferKey("acme", "a/b"));
    assertEquals(List.of(), List.copyOf(ledger.snapshot(NOON).operatorNames()));
    assertEquals(1, first.operatorNames().size(), "a snapshot does not change");
  }

  @Test
  void aliasesOfAProviderFollowTheirOffer() {
    Ledger ledger = new Ledger();
    OfferKey alias = new OfferKey("acme", "~a/latest");
    ledger.offer(until(chat("acme", "a/1", "a/1", 1), null, "~a/latest"));
    assertEquals("a/1", ledger.snapshot(NOON).named(alias).orElseThrow().offer().id());
    ledger.offer(until(chat("acme", "a/2", "a/2", 2), null, "~a/latest"));
    ledger.offer(chat("acme", "a/1", "a/1", 3));
    Snapshot moved = ledger.snapshot(NOON);
    assertEquals("a/2", moved.named(alias).orElseThrow().offer().id());
    ledger = new Ledger(moved);
    ledger.withdraw(new OfferKey("acme", "a/2"));
    assertEquals(Optional.empty(), ledger.snapshot(NOON).named(alias));
  }
}
