package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.error.ErrorBody;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.RequestScanner;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.together.Together;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailedAnswerTest {

  private static final Offer OFFER = chat("together", "a/model");
  private static final List<String> OTHERS = List.of("a/other", "b/another");

  private static final CompletionRequest REQUEST =
      RequestScanner.scan(
          Operation.CHAT,
          "{\"model\":\"a/model\",\"messages\":[{}]}".getBytes(StandardCharsets.UTF_8));

  private static Tried tried(Finding finding, int status, Duration wait, String words) {
    Provider provider =
        new Provider(
            "together",
            new Together(),
            URI.create("http://localhost/v1"),
            Optional.empty(),
            Optional.empty());
    return new Tried(
        new Candidate(provider, new OfferView(OFFER, null), "m"),
        new Evidence(finding, status, Optional.ofNullable(wait), words));
  }

  private static Failure exhausted(Finding... findings) {
    return FailedAnswer.exhausted(
        REQUEST,
        List.of(findings).stream()
            .map(finding -> tried(finding, 500, null, "secret words"))
            .toList(),
        OTHERS);
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, RATE_LIMITED",
    "TIMED_OUT, PROVIDER_TIMEOUT",
    "OVERLOADED, MODEL_UNAVAILABLE",
    "MODEL_GONE, MODEL_UNAVAILABLE",
    "SERVER_ERROR, PROVIDER_ERROR",
    "KEY_REJECTED, PROVIDER_ERROR",
    "CREDITS_EXHAUSTED, PROVIDER_ERROR",
    "PERMISSION_DENIED, PROVIDER_ERROR",
    "GATED, PROVIDER_ERROR",
    "CONTEXT_TOO_LONG, CONTEXT_LENGTH_EXCEEDED",
    "CONTENT_REFUSED, CONTENT_FILTER",
    "REQUEST_REFUSED, REQUEST_REFUSED",
    "BUDGET_TOO_SMALL, REQUEST_REFUSED",
  })
  void eachFindingHasItsCode(Finding finding, GatewayError error) {
    assertEquals(error, exhausted(finding).error());
  }

  /**
   * The order of things: who asked first decides, and our account's trouble is not the caller's.
   */
  @ParameterizedTest
  @EnumSource(value = Finding.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
  void noProvidersTroubleWithUsIsShownAsTheCallers(Finding finding) {
    assertFalse(List.of(401, 402, 403).contains(exhausted(finding).error().status()));
    assertEquals(GatewayError.PROVIDER_ERROR, exhausted(Finding.SERVER_ERROR, finding).error());
  }

  @Test
  void theRequestsFaultIsSaidInTheProvidersCleanedWords() {
    Failure refused =
        FailedAnswer.exhausted(
            REQUEST,
            List.of(tried(Finding.REQUEST_REFUSED, 400, null, "temperature must be at most 2")),
            OTHERS);
    assertEquals("together refused this request: temperature must be at most 2", refused.message());
    assertEquals("temperature must be at most 2", refused.details().get("provider_message"));
    assertTrue(refused.details().get("attempts").toString().contains("temperature must be"));
    Failure withKey =
        FailedAnswer.exhausted(
            REQUEST,
            List.of(tried(Finding.REQUEST_REFUSED, 400, null, "no access with [key]")),
            OTHERS);
    assertNull(withKey.details().get("provider_message"));
    assertFalse(new String(ErrorBody.of(withKey, "r"), StandardCharsets.UTF_8).contains("[key]"));
    String told =
        new String(ErrorBody.of(exhausted(Finding.SERVER_ERROR), "r"), StandardCharsets.UTF_8);
    assertFalse(told.contains("secret words"), told);
  }

  @Test
  void whatIsSaidOfTheModelIsToldAsWell() {
    Failure failure =
        FailedAnswer.exhausted(
            REQUEST,
            List.of(tried(Finding.WRONG_OPERATION, 400, null, "This is not a chat model")),
            OTHERS);
    assertTrue(failure.message().contains("together: This is not a chat model"), failure.message());
    String account =
        new String(
            ErrorBody.of(exhausted(Finding.PERMISSION_DENIED, Finding.CREDITS_EXHAUSTED), "r"),
            StandardCharsets.UTF_8);
    assertFalse(account.contains("secret words"), account);
  }

  @Test
  void whatAFallbackRefusesIsToldBesideWhatTheAskedModelFailedWith() {
    Failure failure =
        FailedAnswer.exhausted(
            REQUEST,
            List.of(
                tried(Finding.SERVER_ERROR, 500, null, "secret words"),
                tried(Finding.REQUEST_REFUSED, 400, null, "No assistant message may come last.")),
            OTHERS);
    assertEquals(GatewayError.PROVIDER_ERROR, failure.error());
    assertTrue(
        failure.message().contains("together: No assistant message may come last."),
        failure.message());
    assertFalse(failure.message().contains("secret"), failure.message());
  }

  @Test
  void theSoonestOfAllWaitsIsTold() {
    Failure limited =
        FailedAnswer.exhausted(
            REQUEST,
            List.of(
                tried(Finding.RATE_LIMITED, 429, Duration.ofSeconds(30), ""),
                tried(Finding.RATE_LIMITED, 429, Duration.ofSeconds(20), "")),
            OTHERS);
    assertEquals(Duration.ofSeconds(20), limited.retryAfter());
    assertEquals(2, ((List<?>) limited.details().get("attempts")).size());
    assertEquals(OTHERS, limited.details().get("alternatives"));
    assertEquals("/v1/models?available=true", limited.details().get("models_url"));
  }

  @Test
  void anUnavailableModelComesWithWhatWorks() {
    LeftOut out =
        new LeftOut(
            new OfferView(OFFER, verdict(OFFER, State.UNAVAILABLE, 1)), LeftOut.Reason.UNAVAILABLE);
    Failure failure =
        FailedAnswer.unusable(new Route.NothingUsable("a/model", List.of(out)), OTHERS, NOON);
    assertEquals(GatewayError.MODEL_UNAVAILABLE, failure.error());
    assertEquals(OTHERS, failure.details().get("alternatives"));
    assertTrue(failure.message().contains("a/other"), failure.message());
    assertTrue(failure.details().get("left_out").toString().contains("model_gone"));
  }

  /** Nobody was promised an answer of what is known to be dead or asleep. */
  @ParameterizedTest
  @CsvSource({
    "AVAILABLE, SERVER_ERROR, true",
    "UNKNOWN, MODEL_GONE, true",
    "AVAILABLE, COLD, false",
    "UNAVAILABLE, SERVER_ERROR, false",
    "COLD, TIMED_OUT, false"
  })
  void whatIsKnownToBeDeadOrAsleepIsNotPromised(State state, Finding finding, boolean promised) {
    OfferView offer = new OfferView(OFFER, verdict(OFFER, state, 1));
    Tried tried = tried(finding, 500, null, "");
    assertEquals(
        promised,
        new Tried(new Candidate(tried.candidate().provider(), offer, "m"), tried.evidence())
            .promised(NOON));
    assertEquals(
        state == State.AVAILABLE || state == State.UNKNOWN,
        new LeftOut(offer, LeftOut.Reason.COOLING).promised(NOON));
    assertFalse(new LeftOut(offer, LeftOut.Reason.BLOCKED).promised(NOON));
  }
}
