package ai.gatewayz.health.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.Offers;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.featherless.Featherless;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MannersTest {

  private final Manners manners = new Manners(64);
  private final Offer plain = Offers.chat("together", "a/b");
  private final Offer thinker =
      Offers.of(
          "together",
          "a/thinks",
          Set.of(Capability.CHAT, Capability.REASONING),
          Price.UNKNOWN,
          List.of());

  private Optional<Form> told(Offer offer, Finding finding, String words) {
    return manners.answered(
        offer, manners.form(offer), new Evidence(finding, 400, Optional.empty(), words));
  }

  @Test
  void theSmallestBudgetIsTriedFirstAndTheOneThatIsTakenRemembered() {
    assertEquals("max_tokens=16 stream", manners.form(plain).toString());
    told(plain, Finding.BUDGET_TOO_SMALL, "Expected a value >= 20, but got 16 instead.");
    assertEquals("max_tokens=20 stream", manners.form(plain).toString());
    told(plain, Finding.ANSWERED, "");
    told(plain, Finding.SERVER_ERROR, "boom");
    assertEquals("max_tokens=20 stream", manners.form(plain).toString());
  }

  @Test
  void noBudgetIsLargerThanTheMost() {
    for (int i = 0; i < 5; i++) {
      told(plain, Finding.BUDGET_TOO_SMALL, "max_tokens is too small");
    }
    assertEquals(64, manners.form(plain).tokens());
  }

  @Test
  void theNewerNameIsLearnedFromTheRefusal() {
    Optional<Form> next =
        told(
            plain,
            Finding.REQUEST_REFUSED,
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.");
    assertEquals("max_completion_tokens=16 stream", next.orElseThrow().toString());
  }

  @Test
  void thatAnAnswerWasWantedWholeForOnceIsNotRemembered() {
    Form whole = manners.whole(plain);
    assertEquals("max_tokens=16", whole.toString());
    manners.answered(plain, whole, Evidence.of(Finding.ANSWERED));
    assertEquals("max_tokens=16 stream", manners.form(plain).toString());
    Evidence refused =
        new Evidence(
            Finding.REQUEST_REFUSED, 400, Optional.empty(), "use max_completion_tokens instead");
    manners.answered(plain, whole, refused);
    assertEquals("max_completion_tokens=16 stream", manners.form(plain).toString());
    assertEquals("max_completion_tokens=16", manners.whole(plain).toString());
  }

  @Test
  void whoOnlyStreamsIsNotAskedOtherwiseAgain() {
    Evidence refused =
        new Evidence(
            Finding.REQUEST_REFUSED, 400, Optional.empty(), "This model only supports stream mode");
    assertTrue(manners.answered(plain, manners.whole(plain), refused).isPresent());
    assertEquals("max_tokens=16 stream", manners.whole(plain).toString());
    manners.answered(plain, manners.form(plain), Evidence.of(Finding.ANSWERED));
    assertEquals("max_tokens=16 stream", manners.whole(plain).toString());
  }

  /** A name says that it embeds, and it chats; or the other way round: it is asked for both. */
  @Test
  void whatDoesNotDoTheOneIsAskedForTheOther() {
    Offer both =
        Offers.of(
            "featherless",
            "a/Llama-InitializedEmbeds",
            Set.of(Capability.CHAT, Capability.EMBEDDINGS),
            Price.UNKNOWN,
            List.of());
    ProbeRules rules = new Featherless().probes();
    assertEquals(Optional.of(Operation.CHAT), manners.operation(both, rules));
    assertTrue(manners.otherOperation(both, rules, Operation.CHAT));
    assertEquals(Optional.of(Operation.EMBEDDINGS), manners.operation(both, rules));
    assertFalse(manners.otherOperation(both, rules, Operation.EMBEDDINGS));
    assertEquals(Optional.of(Operation.CHAT), manners.operation(both, rules));
    assertFalse(manners.otherOperation(plain, rules, Operation.CHAT));
  }

  @Test
  void whatAProviderDoesNotAnswerIsNotAskedOfIt() {
    ProbeRules vectorsAlone =
        new ProbeRules() {
          @Override
          public boolean answers(Operation operation) {
            return operation == Operation.EMBEDDINGS;
          }
        };
    Offer both =
        Offers.of(
            "acme",
            "a/b",
            Set.of(Capability.CHAT, Capability.EMBEDDINGS),
            Price.UNKNOWN,
            List.of());
    assertEquals(Optional.of(Operation.EMBEDDINGS), manners.operation(both, vectorsAlone));
    assertFalse(manners.otherOperation(both, vectorsAlone, Operation.EMBEDDINGS));
    assertEquals(Optional.empty(), manners.operation(plain, vectorsAlone));
  }

  @Test
  void aFormOfAnEarlierVersionAsksForEnough() {
    manners.restore(plain.key(), new Form(Form.BudgetName.MAX_TOKENS, 1, Form.Effort.UNSAID, true));
    assertEquals(16, manners.form(plain).tokens());
  }

  @Test
  void whoDoesNotKnowEffortIsNotAskedForIt() {
    assertEquals("max_tokens=16 effort=low stream", manners.form(thinker).toString());
    told(thinker, Finding.REQUEST_REFUSED, "Unrecognized request argument: reasoning_effort");
    assertEquals("max_tokens=16 stream", manners.form(thinker).toString());
  }

  @Test
  void aRefusalThatNoFormHelpsIsBelievedInTheEnd() {
    int tries = 1;
    while (told(plain, Finding.REQUEST_REFUSED, "no").isPresent()) {
      tries++;
      assertTrue(tries < 8);
    }
    assertTrue(tries >= 3);
  }

  @Test
  void aQuestionNamesTheUpstreamIdAndNoTemperature() {
    Offer offer = Offers.chat("huggingface", "a/b", "a/b:groq");
    String chat =
        new String(Question.body(Operation.CHAT, offer, Form.first(offer)), StandardCharsets.UTF_8);
    assertTrue(chat.contains("\"model\":\"a/b:groq\""), chat);
    assertFalse(chat.contains("temperature"), chat);
    String embedding =
        new String(
            Question.body(Operation.EMBEDDINGS, offer, Form.first(offer)), StandardCharsets.UTF_8);
    assertFalse(embedding.contains("max_tokens"), embedding);
    assertEquals(
        "{\"model\":\"a/b:groq\",\"query\":\"Say OK\",\"documents\":[\"Say OK\"]}",
        new String(
            Question.body(Operation.RERANK, offer, Form.first(offer)), StandardCharsets.UTF_8));
  }

  /** A search that no list has a price of is paid for as such, whatever tokens are told. */
  @Test
  void aRankingIsSoldByTheSearch() {
    QuestionCost cost = new QuestionCost(BigDecimal.ONE, new BigDecimal("0.002"));
    Form form = Form.first(plain);
    assertEquals(new BigDecimal("0.002"), cost.most(Price.UNKNOWN, Operation.RERANK, form));
    assertEquals(new BigDecimal("0.002"), cost.used(Price.VARIABLE, Operation.RERANK, 3, 0));
    assertEquals(BigDecimal.ZERO, cost.most(Price.FREE, Operation.RERANK, form));
    Price sold = new Price.PerToken(BigDecimal.TEN, BigDecimal.TEN, null);
    assertEquals(0, new BigDecimal("0.00012").compareTo(cost.most(sold, Operation.RERANK, form)));
    assertTrue(
        cost.most(Price.UNKNOWN, Operation.CHAT, form).compareTo(new BigDecimal("0.0001")) < 0);
  }
}
