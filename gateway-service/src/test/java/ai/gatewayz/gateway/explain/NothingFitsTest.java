package ai.gatewayz.gateway.explain;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.tested;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.LeftOut.Reason;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.CapabilityVerdict;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NothingFitsTest {

  private static final List<String> OTHERS = List.of("a/other", "b/another");

  private static LeftOut out(String provider, Reason reason, String condition) {
    return new LeftOut(new OfferView(chat(provider, "a/model"), null), reason, condition, null);
  }

  private static LeftOut blocked(String provider, String reason, LocalDate until) {
    return new LeftOut(
        new OfferView(chat(provider, "a/model"), null),
        Reason.BLOCKED,
        "",
        new LeftOut.Block(reason, until));
  }

  private static Failure told(LeftOut... out) {
    return NothingFits.of(new Route.NothingUsable("a/model", List.of(out)), OTHERS, NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_WANTED, provider.only",
    "NOT_WANTED, provider.ignore",
    "NOT_WANTED, provider.order",
    "NO_PROMISE, provider.data_collection",
    "NO_PROMISE, provider.zdr",
    "OVER_PRICE, provider.max_price",
    "MISSING_CAPABILITY, provider.require_parameters",
  })
  void aConditionThatExcludesEverythingSaysSoAndWhatToChange(Reason reason, String condition) {
    Failure failure = told(out("together", reason, condition), out("fireworks", reason, condition));
    assertEquals(400, failure.error().status());
    assertEquals(condition, failure.param());
    assertTrue(
        failure.message().contains(condition + " excludes fireworks, together"), failure.message());
    assertTrue(
        failure.message().lastIndexOf(condition) > failure.message().indexOf(condition),
        () -> "what to change: " + failure.message());
  }

  @Test
  void aPriceLimitIsToldTheLowestPrice() {
    assertTrue(
        told(out("together", Reason.OVER_PRICE, "provider.max_price"))
            .message()
            .contains("costs 0.2 USD per million prompt tokens and 0.6 per million completion"));
  }

  @Test
  void aBlockIsToldWithItsReasonAndItsEnd() {
    Failure failure =
        told(
            blocked("together", "leaks prompts, see ticket 7", LocalDate.of(2026, 5, 1)),
            blocked("fireworks", "too slow.", null));
    assertEquals(GatewayError.MODEL_BLOCKED, failure.error());
    assertEquals(403, failure.error().status());
    assertEquals("permission_error", failure.error().type());
    assertEquals(
        "An operator of this gateway has blocked a/model. Blocked at together until 2026-05-01: leaks"
            + " prompts, see ticket 7. Blocked at fireworks: too slow. Verified to answer: a/other,"
            + " b/another.",
        failure.message());
    String leftOut = failure.details().get("left_out").toString();
    assertTrue(leftOut.contains("operator_reason=too slow."), leftOut);
    assertTrue(leftOut.contains("until=2026-05-01"), leftOut);
  }

  @Test
  void whatCameClosestIsWhatIsWrongAndTheRestIsToldAsWell() {
    Failure failure =
        told(
            blocked("together", "too slow", null),
            out("fireworks", Reason.NOT_WANTED, "provider.only"),
            out("featherless", Reason.UNCONFIGURED, ""));
    assertEquals(GatewayError.MODEL_BLOCKED, failure.error());
    for (String said :
        List.of("too slow", "provider.only excludes fireworks", "no API key for featherless")) {
      assertTrue(failure.message().contains(said), failure.message());
    }
    assertEquals(3, ((List<?>) failure.details().get("left_out")).size());
  }

  @Test
  void aContextThatIsTooSmallEverywhereIsSaidLikeAProvidersOwn() {
    Failure failure =
        told(
            out("together", Reason.CONTEXT_TOO_SMALL, ""),
            out("fireworks", Reason.CONTEXT_TOO_SMALL, ""));
    assertEquals("context_length_exceeded", failure.code());
    assertEquals("max_tokens", failure.param());
    assertTrue(
        failure.message().startsWith("This model's maximum context length is 131072 tokens."),
        failure.message());
  }

  @Test
  void anUnavailableModelComesWithWhatWorks() {
    Offer offer = chat("together", "a/model");
    Failure failure =
        told(
            new LeftOut(
                new OfferView(offer, verdict(offer, State.UNAVAILABLE, 1)), Reason.UNAVAILABLE),
            out("fireworks", Reason.NOT_WANTED, "provider.ignore"));
    assertEquals(GatewayError.MODEL_UNAVAILABLE, failure.error());
    assertEquals(OTHERS, failure.details().get("alternatives"));
    assertEquals("/v1/models?available=true", failure.details().get("models_url"));
    assertTrue(failure.message().contains("a/other"), failure.message());
    assertTrue(failure.message().contains("at together (model_gone)"), failure.message());
    assertTrue(failure.message().contains("provider.ignore excludes fireworks"), failure.message());
    assertTrue(failure.details().get("left_out").toString().contains("model_gone"));
  }

  @Test
  void anOperatorsOverrideIsToldAsOne() {
    Offer offer = chat("together", "a/model");
    Availability word =
        new Availability(
            "together",
            "a/model",
            "a/model",
            State.UNAVAILABLE,
            "operator",
            Availability.Source.OPERATOR,
            NOON,
            null,
            null,
            null,
            null,
            NOON.plusSeconds(60),
            1);
    Failure failure = told(new LeftOut(new OfferView(offer, word), Reason.UNAVAILABLE));
    assertTrue(
        failure
            .message()
            .contains(
                "An operator's override makes it unavailable at together until 2026-01-01T12:01:00Z."),
        failure.message());
    assertEquals(Duration.ofMinutes(1), failure.retryAfter());
    assertTrue(failure.details().get("left_out").toString().contains("until=2026-01-01T12:01:00Z"));
  }

  @Test
  void whatTestsHaveRefutedIsSaidWithTheFieldThatAsksForIt() {
    Offer offer = chat("together", "a/model");
    OfferView view =
        new OfferView(
            offer, tested(offer, Map.of(Capability.TOOLS, CapabilityVerdict.State.REFUTED), 1));
    Failure failure = told(new LeftOut(view, Reason.REFUTED_CAPABILITY, "tools", null));
    assertEquals("tools", failure.param());
    assertEquals(GatewayError.INVALID_FIELD, failure.error());
    assertTrue(
        failure
            .message()
            .startsWith(
                "No offer of a/model can do what this request needs. Tests have shown that it"
                    + " cannot call tools at together."),
        failure.message());
    assertTrue(failure.message().contains("a/other"), failure.message());
    String out = failure.details().get("left_out").toString();
    assertTrue(out.contains("capability=tools") && out.contains("finding=ignored"), out);
  }

  @Test
  void aModelOfAnotherTaskSaysWhichTask() {
    Failure failure =
        told(
            new LeftOut(
                new OfferView(embeddings("together", "a/model"), null), Reason.MISSING_CAPABILITY));
    assertEquals("model", failure.param());
    assertTrue(failure.message().contains("another task (feature-extraction)"));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsASentence(Reason reason) {
    Failure failure =
        told(
            reason == Reason.BLOCKED
                ? blocked("together", "x", null)
                : out("together", reason, conditional(reason) ? "provider.x" : ""));
    assertTrue(failure.message().contains("together"), failure.message());
    assertFalse(failure.message().contains("  "), failure.message());
    assertTrue(failure.error().status() >= 400);
    if (!reason.passing()) {
      assertNull(failure.retryAfter());
    }
  }

  private static boolean conditional(Reason reason) {
    return reason == Reason.NOT_WANTED
        || reason == Reason.NO_PROMISE
        || reason == Reason.OVER_PRICE;
  }
}
