package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.alias.Alias;
import ai.gatewayz.gateway.alias.AliasPolicy;
import ai.gatewayz.gateway.alias.Aliases;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.Providers;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list shows what the caller's key may use, as a completion would take it. */
class PermittedListTest extends ListScene {

  private static final Permit NO_B = permit(Patterns.ANY, List.of(), List.of("b/*"));
  private static final Permit TOGETHER =
      new Permit(Patterns.ANY, new Patterns(List.of("together"), List.of()));

  private static Permit permit(Patterns providers, List<String> allowed, List<String> forbidden) {
    return new Permit(new Patterns(allowed, forbidden), providers);
  }

  private ModelIndex whole;

  @BeforeEach
  void someModels() {
    for (Offer offer :
        List.of(
            chat("together", "a/one"),
            chat("together", "b/two"),
            chat("fireworks", "accounts/two", "b/two", 1),
            chat("fireworks", "accounts/three", "c/three", 1))) {
      ledger.offer(offer);
      ledger.availability(verdict(offer, State.AVAILABLE, 1));
    }
    index =
        ModelIndex.empty(
            REACH,
            Providers.from(Map::of),
            Aliases.of(
                List.of(
                    new Alias("fast", List.of("a/one", "c/three"), AliasPolicy.IN_ORDER),
                    new Alias("only-b", List.of("b/two"), AliasPolicy.IN_ORDER))));
    refresh();
    whole = index;
  }

  private List<String> providers(String id) {
    List<String> providers = new ArrayList<>();
    for (JsonNode model : list("view=all").get("data")) {
      if (model.get("id").asText().equals(id)) {
        model.get("offers").forEach(offer -> providers.add(offer.get("provider").asText()));
      }
    }
    return providers;
  }

  @Test
  void whoMayUseEverythingSeesEverything() {
    assertSame(whole, whole.permitted(Permit.ALL));
    assertSame(whole, whole.permitted(permit(Patterns.ANY, List.of(), List.of())));
    assertFalse(list().get("hidden").has("not_allowed"));
  }

  @Test
  void aModelThatIsForbiddenIsInNoViewAndCountedAsHidden() {
    index = whole.permitted(NO_B);
    for (String view : List.of("view=callable", "view=verified", "view=all")) {
      assertEquals(List.of("a/one", "c/three", "fast"), ids(view).stream().sorted().toList(), view);
      assertEquals(2, list(view).get("hidden").get("not_allowed").asInt(), view);
      assertEquals(3, list(view).get("total").asInt(), view);
    }
    assertEquals(List.of("c/three"), ids("q=three"));
    assertFalse(list("q=three").get("hidden").has("not_allowed"), "it counts what matches");
    assertEquals(1, list("q=only-b").get("hidden").get("not_allowed").asInt());
  }

  @Test
  void aModelOfSeveralProvidersIsShownWithThoseThatMayBeUsed() {
    index = whole.permitted(TOGETHER);
    assertEquals(List.of("together"), providers("b/two"));
    assertEquals(List.of("together"), providers("fast"));
    assertEquals(List.of(), providers("c/three"));
    assertEquals("in_order", alias("fast").get("policy").asText());
    assertEquals(List.of(), ids("provider=fireworks", "view=all"));
    assertEquals(
        2, list("provider=fireworks", "view=all").get("hidden").get("not_allowed").asInt());
    index = whole;
    assertEquals(2, providers("b/two").size(), "the others' list stays as it is");
  }

  private JsonNode alias(String id) {
    for (JsonNode model : list("view=all").get("data")) {
      if (model.get("id").asText().equals(id)) {
        return model.get("alias");
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  @Test
  void listsThatDifferHaveDifferentTagsAndEqualOnesTheSame() {
    ModelIndex some = whole.permitted(NO_B);
    assertNotEquals(whole.digest(), some.digest());
    assertNotEquals(some.digest(), whole.permitted(TOGETHER).digest());
    assertEquals(
        some.digest(),
        whole.permitted(permit(Patterns.ANY, List.of("*"), List.of("B/*"))).digest());
  }

  @Test
  void keysThatMayTheSameShareAListAndAModelThatStaysStays() {
    ModelIndex some = whole.permitted(TOGETHER);
    assertSame(some, whole.permitted(new Permit(Patterns.ANY, TOGETHER.providers())));
    ledger.offer(chat("together", "d/new"));
    refresh();
    ModelIndex next = index.permitted(TOGETHER);
    assertEquals(some.rows().size() + 1, next.rows().size());
    assertTrue(next.rows().containsAll(some.rows()), "nothing is written anew");
  }

  @Test
  void asManyPermitsAsThereAreKeysDoNotPileUp() {
    for (int i = 0; i < 1_000; i++) {
      ModelIndex some = whole.permitted(permit(Patterns.ANY, List.of(), List.of("b/*", "x/" + i)));
      assertEquals(3, some.rows().size());
    }
    assertSame(whole.permitted(NO_B), whole.permitted(NO_B));
  }
}
