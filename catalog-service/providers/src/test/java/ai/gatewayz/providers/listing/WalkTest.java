package ai.gatewayz.providers.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.providers.Provider;
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
        public List<ModelList> lists(Provider provider) {
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
    Walk walk = new Walk(list(ENDLESS), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    page(walk, "b", "c");
    page(walk, "b", "c");
    assertEquals(Optional.empty(), walk.page());
    assertEquals(Optional.of("a page repeated what was read before"), walk.report().shortfall());
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
    Walk walk = new Walk(list(total), 100, new Gathered(LISTER));
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
    Walk walk = new Walk(list(total), 100, new Gathered(LISTER));
    page(walk, "a", "b");
    assertEquals(Optional.of("the list declares 3 entries, read 2"), walk.report().shortfall());
  }

  @Test
  void capsThePages() {
    Walk walk = new Walk(list(ENDLESS), 3, new Gathered(LISTER));
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
      Walk walk = new Walk(list(away), 100, new Gathered(LISTER));
      page(walk, "a");
      assertEquals(Optional.empty(), walk.page(), elsewhere);
      assertFalse(walk.report().complete(), elsewhere);
    }
  }

  @Test
  void aPageReadAgainCountsOnce() {
    Gathered gathered = new Gathered(LISTER);
    Walk walk = new Walk(list(Pager.SINGLE), 100, gathered);
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
    Walk walk = new Walk(list(ENDLESS), 100, gathered);
    page(walk, "a");
    walk.begin();
    walk.entry(JsonNodeFactory.instance.objectNode().put("id", "b"));
    walk.giveUp("the provider answers 503");
    assertEquals(Optional.of("the provider answers 503"), walk.report().shortfall());
    assertEquals(2, gathered.offers().size());
    assertEquals(2, walk.report().offers());
  }

  @Test
  void aSecondListAddsToTheFirst() {
    Gathered gathered = new Gathered(LISTER);
    page(new Walk(list(Pager.SINGLE), 100, gathered), "a", "b");
    page(new Walk(list(Pager.SINGLE), 100, gathered), "b", "c");
    assertEquals(
        List.of("n", "n+n", "n"), gathered.offers().stream().map(ListedOffer::name).toList());
  }
}
