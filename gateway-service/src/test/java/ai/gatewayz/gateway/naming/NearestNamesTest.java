package ai.gatewayz.gateway.naming;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

  private static final Reach REACH =
      Reach.of(Set.of("together", "fireworks", "huggingface"), LocalDate.of(2026, 1, 1));

  private final List<Offer> offers = new ArrayList<>();
  private final List<Availability> verdicts = new ArrayList<>();

  private void works(String provider, String model) {
    Offer offer = chat(provider, model);
    offers.add(offer);
    verdicts.add(verdict(offer, State.AVAILABLE, 1));
  }

  private void is(State state, String provider, String model) {
    Offer offer = chat(provider, model);
    offers.add(offer);
    verdicts.add(verdict(offer, state, 1));
  }

  private NameIndex.Found find(String asked, ToLongFunction<OfferView> uses) {
    return new NearestNames(uses).find(Snapshot.of(NOON, offers, verdicts), asked, REACH);
  }

  private List<String> nearest(String asked) {
    return find(asked, offer -> 0).ids();
  }

  private void aCatalog() {
    for (String model :
        List.of(
            "google/gemma-3-27b-it",
            "google/gemma-3-4b-it",
            "google/gemma-2-27b-it",
            "unsloth/gemma-3-27b-it",
            "someone/gemma-3-27b-it-abliterated",
            "meta-llama/Llama-3.3-70B-Instruct",
            "meta-llama/Llama-3.1-70B-Instruct",
            "meta-llama/Meta-Llama-3.1-8B-Instruct",
            "mistralai/Mistral-7B-Instruct-v0.3",
            "mistralai/Mistral-7B-Instruct-v0.2",
            "deepseek-ai/DeepSeek-V3",
            "deepseek-ai/DeepSeek-R1",
            "openai/gpt-4o",
            "openai/gpt-4o-mini",
            "openai/o3",
            "anthropic/claude-sonnet-4.5",
            "x-ai/grok-4")) {
      works("together", model);
    }
    works("fireworks", "google/gemma-3-27b-it");
    works("fireworks", "meta-llama/Llama-3.3-70B-Instruct");
  }

  @ParameterizedTest
  @CsvSource({
    // letters swapped
    "google/gemma-3-27b-ti, google/gemma-3-27b-it",
    "goolge/gemma-3-27b-it, google/gemma-3-27b-it",
    "googl/egemma-3-27b-it, google/gemma-3-27b-it",
    "meta-llama/Llama-3.3-70B-Intsruct, meta-llama/Llama-3.3-70B-Instruct",
    "mistralai/Mistarl-7B-Instruct-v0.2, mistralai/Mistral-7B-Instruct-v0.2",
    "openai/gtp-4o, openai/gpt-4o",
    "openai/3o, openai/o3",
    // vendor left out, or another
    "gemma-3-27b-it, google/gemma-3-27b-it",
    "llama-3.3-70b-instruct, meta-llama/Llama-3.3-70B-Instruct",
    "meta/llama-3.3-70b-instruct, meta-llama/Llama-3.3-70B-Instruct",
    "deepseek/DeepSeek-V3, deepseek-ai/DeepSeek-V3",
    "gpt-4o, openai/gpt-4o",
    "openai gpt-4o, openai/gpt-4o",
    // the end left out, or the beginning
    "google/gemma-3-27b, google/gemma-3-27b-it",
    "meta-llama/Llama-3.3-70B, meta-llama/Llama-3.3-70B-Instruct",
    "meta-llama/Llama-3.1-8B-Instruct, meta-llama/Meta-Llama-3.1-8B-Instruct",
    "llama-3.3-70b, meta-llama/Llama-3.3-70B-Instruct",
    // a dot or a dash
    "anthropic/claude-sonnet-4-5, anthropic/claude-sonnet-4.5",
    "claude-sonnet-4-5, anthropic/claude-sonnet-4.5",
    "meta-llama/Llama-3-3-70B-Instruct, meta-llama/Llama-3.3-70B-Instruct",
    "meta-llama/llama3.3 70b instruct, meta-llama/Llama-3.3-70B-Instruct",
    // a case
    "OPENAI/GPT-4O-MINI, openai/gpt-4o-mini",
    // two of them
    "gogle/gemma-3-27b, google/gemma-3-27b-it",
    "Llama-3.3-70B-Instrct, meta-llama/Llama-3.3-70B-Instruct"
  })
  void whatWasMeantComesFirst(String asked, String meant) {
    aCatalog();
    assertEquals(meant, nearest(asked).getFirst(), () -> nearest(asked).toString());
  }

  @Test
  void nothingIsNearWhatIsNothing() {
    aCatalog();
    for (String asked : List.of("", "/", "zzzzzz", "zzz/zzzzzz", "---", "💥")) {
      assertEquals(List.of(), nearest(asked), asked);
    }
  }

  @Test
  void tiesGoToWhatMoreOffersServeThatWork() {
    works("together", "a/model-7b");
    works("together", "b/model-7b");
    works("fireworks", "b/model-7b");
    is(State.UNKNOWN, "together", "c/model-7b");
    is(State.UNKNOWN, "fireworks", "c/model-7b");
    is(State.UNKNOWN, "huggingface", "c/model-7b");
    assertEquals(List.of("b/model-7b", "a/model-7b", "c/model-7b"), nearest("model-7b"));
  }

  @Test
  void ofTheRestToWhatIsUsedMore() {
    works("together", "a/model-7b");
    works("together", "b/model-7b");
    assertEquals(
        List.of("b/model-7b", "a/model-7b"),
        find("model-7b", offer -> offer.offer().id().startsWith("b/") ? 1 : 0).ids());
  }

  @Test
  void onlyWhatCanBeCalledIsNamed() {
    is(State.UNAVAILABLE, "together", "a/model-7b");
    works("portkey", "b/model-7b");
    works("together", "c/model-7c");
    assertEquals(List.of("c/model-7c"), nearest("model-7b"));
  }

  @Test
  void whatCannotBeCalledTakesNobodysPlace() {
    for (int i = 0; i < 500; i++) {
      works("portkey", "someone-" + i + "/model-7b");
      works("portkey", "someone-" + i + "/model-7b-it");
    }
    works("together", "the-one/model-7b-instruct-v0.3");
    assertEquals(List.of("the-one/model-7b-instruct-v0.3"), nearest("model-7b"));
  }

  @Test
  void theIndexIsOfTheModelsAsTheyAre() {
    NearestNames names = new NearestNames(offer -> 0);
    works("together", "a/model-7b");
    Snapshot before = Snapshot.of(NOON, offers, verdicts);
    assertEquals(List.of("a/model-7b"), names.find(before, "model-7c", REACH).ids());
    works("together", "a/model-7c-it");
    Snapshot after = Snapshot.of(NOON, offers, verdicts);
    assertEquals(
        List.of("a/model-7c-it", "a/model-7b"), names.find(after, "model-7c", REACH).ids());
    assertEquals(List.of("a/model-7b"), names.find(before, "model-7c", REACH).ids());
  }

  /** Each the worst of its kind, among many names of few letters. */
  @Test
  void whateverTheNameTheWorkIsBounded() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder("v/");
      for (int j = random.nextInt(200) + 1; j > 0; j--) {
        name.append((char) ('a' + random.nextInt(3)));
      }
      offers.add(chat("together", name.toString()));
    }
    NearestNames names = new NearestNames(offer -> 0);
    Snapshot snapshot = Snapshot.of(NOON, offers, verdicts);
    for (String asked :
        List.of("v/" + "ab".repeat(127), "abc".repeat(85), "a", "v/a", "abcabacbabcabcaabc")) {
      NameIndex.Found found = names.find(snapshot, asked, REACH);
      assertTrue(found.steps() <= 60_000, asked + " " + found.steps());
      assertTrue(found.cells() <= 600_000, asked + " " + found.cells());
    }
    assertEquals(List.of(), names.find(snapshot, "ab".repeat(1 << 20), REACH).ids());
  }
}
