package ai.gatewayz.providers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.address.Site;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WalkTest {

  private static final URI FIRST = URI.create("http://provider.test/models?page=0");
  private static final Lister LISTER =
      new Lister() {
        @Override
        public List<ModelList> lists(Site site) {
          return List.of();
        }

        @Override
        public ListedOffer join(ListedOffer earlier, ListedOffer later) {
          return earlier.toBuilder().name(earlier.name() + "+" + later.name()).build();
        }
      };

  /** Always names a next page, as a server does that ignores its paging parameters. */
  private static final Pager ENDLESS =
      page ->
          new Pager.Next.Page(
              PageUri.with(page.uri(), "page", PageUri.number(page.uri(), "page").orElse(0) + 1));

  private static ModelList list(Pager pager) {
    return new ModelList(
        "models",
        FIRST,
        "data",
        pager,
        entry ->
            entry.has("id")
                ? Mapped.listed(
                    ListedOffer.of(entry.path("id").asText(), "m")
                        .name(entry.path("name").asText("n"))
                        .build())
                : Mapped.malformed(Mapped.Flaw.NO_ID));
  }

  private static Walk walk(ModelList list, int pages, Gathered gathered) {
    return new Walk(list, new Walk.Bounds(pages, 1000), gathered);
  }

  /** As many pages as told, each declaring how many entries the list has; 0: none is declared. */
  private static Pager pages(int last, long... totals) {
    return new Pager() {
      private int asked;

      @Override
      public Next after(PageSeen page) {
        return PageUri.number(page.uri(), "page").orElse(0) >= last
            ? Next.END
            : ENDLESS.after(page);
      }

      @Override
      public OptionalLong total(PageSeen page) {
        long total = totals[Math.min(asked++, totals.length - 1)];
        return total == 0 ? OptionalLong.empty() : OptionalLong.of(total);
      }
    };
  }

  private static void page(Walk walk, String... ids) {
    walk.begin();
    for (String id : ids) {
      walk.entry(
          id.isEmpty()
              ? JsonNodeFactory.instance.objectNode()
              : JsonNodeFactory.instance.objectNode().put("id", id));
    }
    walk.end(
        new PageSeen(
            walk.page().orElseThrow(),
            JsonNodeFactory.instance.objectNode(),
            ids.length,
            List.of()));
  }

  @Test
  void stopsAtAPageThatBringsNothingNewAndIsNotComplete() {
    Walk walk = walk(list(ENDLESS), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    page(walk, "b", "c");
    page(walk, "b", "c");
    assertEquals(Optional.empty(), walk.page());
    assertEquals(Optional.of("a page contained nothing new"), walk.report().shortfall());
    assertEquals(3, walk.report().offers());
    assertEquals(3, walk.report().duplicates());
  }

  @Test
  void aRepeatedPageAfterEverythingDeclaredIsTheEnd() {
    Pager total =
        new Pager() {
          @Override
          public Next after(PageSeen page) {
            return ENDLESS.after(page);
          }

          @Override
          public OptionalLong total(PageSeen page) {
            return OptionalLong.of(2);
          }
        };
    Walk walk = walk(list(total), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    page(walk, "a", "b");
    assertTrue(walk.report().complete());
  }

  @Test
  void lessThanDeclaredIsNotComplete() {
    Pager total =
        new Pager() {
          @Override
          public Next after(PageSeen page) {
            return Next.END;
          }

          @Override
          public OptionalLong total(PageSeen page) {
            return OptionalLong.of(3);
          }
        };
    Walk walk = walk(list(total), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    assertEquals(Optional.of("the list declares 3 entries, read 2"), walk.report().shortfall());
  }

  @Test
  void capsThePages() {
    Walk walk = walk(list(ENDLESS), 3, new Gathered(LISTER));
    page(walk, "a");
    page(walk, "b");
    page(walk, "c");
    assertEquals(Optional.of("the list has more than 3 pages"), walk.report().shortfall());
  }

  @Test
  void goesToNoOtherOrigin() {
    for (String elsewhere :
        List.of(
            "http://evil.test/models",
            "https://provider.test/models",
            "http://provider.test:81/models",
            "http://provider.test@evil.test/models",
            "http://user:word@provider.test/models")) {
      Pager away = page -> new Pager.Next.Page(URI.create(elsewhere));
      Walk walk = walk(list(away), 100, new Gathered(LISTER));
      page(walk, "a");
      assertEquals(Optional.empty(), walk.page(), elsewhere);
      assertFalse(walk.report().complete(), elsewhere);
    }
  }

  @Test
  void aPageReadAgainCountsOnce() {
    Gathered gathered = new Gathered(LISTER);
    Walk walk = walk(list(Pager.SINGLE), 100, gathered);
    walk.begin();
    walk.entry(JsonNodeFactory.instance.objectNode().put("id", "a"));
    walk.entry(JsonNodeFactory.instance.objectNode());
    page(walk, "a", "", "b");
    assertEquals(2, walk.report().offers());
    assertEquals(0, walk.report().duplicates());
    assertEquals(Map.of(Mapped.Flaw.NO_ID, 1), walk.report().flaws());
    assertEquals(List.of("n", "n"), gathered.offers().stream().map(ListedOffer::name).toList());
  }

  @Test
  void givingUpKeepsWhatWasRead() {
    Gathered gathered = new Gathered(LISTER);
    Walk walk = walk(list(ENDLESS), 100, gathered);
    page(walk, "a");
    walk.begin();
    walk.entry(JsonNodeFactory.instance.objectNode().put("id", "b"));
    walk.giveUp("the provider answered 503");
    assertEquals(Optional.of("the provider answered 503"), walk.report().shortfall());
    assertEquals(2, gathered.offers().size());
    assertEquals(2, walk.report().offers());
  }

  @Test
  void aSecondListAddsToTheFirst() {
    Gathered gathered = new Gathered(LISTER);
    page(walk(list(Pager.SINGLE), 100, gathered), "a", "b");
    page(walk(list(Pager.SINGLE), 100, gathered), "b", "c");
    assertEquals(
        List.of("n", "n+n", "n"), gathered.offers().stream().map(ListedOffer::name).toList());
  }

  @Test
  void anIdOnTwoPagesIsASignOfAMoveAndTheListIsReadAgain() {
    Walk walk = walk(list(pages(1, 4)), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    page(walk, "b", "c");
    assertEquals(Optional.of(FIRST), walk.page(), "d may have moved to the page that was read");
    page(walk, "a", "b");
    page(walk, "c", "d");
    assertEquals(Optional.empty(), walk.page());
    assertTrue(walk.report().complete(), walk.report().toString());
    assertEquals(4, walk.report().offers());
    assertEquals(2, walk.report().readings());
    assertEquals(4, walk.report().pages());
  }

  @Test
  void aListThatReallyHasAnIdTwiceIsCompleteOnceThatIsSure() {
    Walk walk = walk(list(pages(1, 4)), 100, new Gathered(LISTER));
    for (int reading = 1; reading <= 2; reading++) {
      assertEquals(Optional.of(FIRST), walk.page());
      page(walk, "a", "b");
      page(walk, "b", "c");
    }
    assertEquals(Optional.empty(), walk.page());
    assertTrue(walk.report().complete(), walk.report().toString());
    assertEquals(3, walk.report().offers());
  }

  @Test
  void anIdTwiceOnOnePageCountsAsTheListCountsIt() {
    Walk walk = walk(list(pages(0, 3)), 100, new Gathered(LISTER));
    page(walk, "a", "a", "b");
    assertEquals(Optional.empty(), walk.page());
    assertTrue(walk.report().complete(), walk.report().toString());
  }

  @Test
  void anotherTotalIsASignOfAMove() {
    Walk walk = walk(list(pages(1, 4, 3, 3, 3)), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    page(walk, "d");
    assertEquals(Optional.of(FIRST), walk.page(), "with a gone, c moved to the page that was read");
    page(walk, "b", "c");
    page(walk, "d");
    assertEquals(Optional.empty(), walk.page());
    assertTrue(walk.report().complete(), walk.report().toString());
  }

  @Test
  void aListThatNeverHoldsStillIsNotComplete() {
    Walk walk = walk(list(pages(1, 0)), 100, new Gathered(LISTER));
    for (int reading = 1; reading <= 3; reading++) {
      page(walk, "a" + reading, "b");
      page(walk, "b", "c" + reading);
    }
    assertEquals(Optional.empty(), walk.page());
    assertEquals(
        Optional.of("the list kept changing while it was read"), walk.report().shortfall());
    assertEquals(7, walk.report().offers());
  }

  @Test
  void aRepeatedPageStopsTheWalkWhateverElseIsOnIt() {
    Walk walk = walk(list(ENDLESS), 100, new Gathered(LISTER));
    page(walk, "a", "");
    page(walk, "a", "");
    assertEquals(Optional.empty(), walk.page());
    assertEquals(1, walk.report().malformed(), "the same entry is malformed once");
    Walk nothing = walk(list(ENDLESS), 100, new Gathered(LISTER));
    page(nothing, "", "");
    page(nothing, "", "");
    assertEquals(Optional.empty(), nothing.page());
  }

  @Test
  void boundsTheOffers() {
    Gathered gathered = new Gathered(LISTER);
    Walk walk = new Walk(list(ENDLESS), new Walk.Bounds(100, 3), gathered);
    page(walk, "a", "b");
    page(walk, "c", "d", "e");
    assertEquals(Optional.of("the list has more than 3 offers"), walk.report().shortfall());
    assertEquals(3, gathered.offers().size());
  }

  @Test
  void whereTheListGoesOnUnseenItIsNotComplete() {
    Walk walk =
        walk(list(page -> new Pager.Next.Lost("the link is broken")), 9, new Gathered(LISTER));
    page(walk, "a");
    assertEquals(Optional.empty(), walk.page());
    assertEquals(Optional.of("the link is broken"), walk.report().shortfall());
  }

  @Test
  void anEntryThatBreaksItsMapperIsSkippedAndCounted() {
    EntryMapper fragile =
        entry -> {
          if (entry.path("id").asText().equals("b")) {
            throw new IllegalStateException("never seen before");
          }
          return Mapped.listed(ListedOffer.of(entry.path("id").asText(), "m").build());
        };
    Walk walk =
        walk(
            new ModelList("models", FIRST, "data", Pager.SINGLE, fragile), 9, new Gathered(LISTER));
    page(walk, "a", "b", "c");
    assertTrue(walk.report().complete());
    assertEquals(2, walk.report().offers());
    assertEquals(Map.of(Mapped.Flaw.UNREADABLE, 1), walk.report().flaws());
  }

  @Test
  void tellsWhatFailedOnTheWay() {
    Walk walk = walk(list(Pager.SINGLE), 9, new Gathered(LISTER));
    walk.begin();
    walk.failed("the provider answered 503");
    walk.begin();
    walk.failed("the provider answered 503");
    page(walk, "a");
    assertTrue(walk.report().complete());
    assertEquals(Map.of("the provider answered 503", 2), walk.report().failures());
  }
}
