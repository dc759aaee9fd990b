package ai.gatewayz.providers.evidence;

import ai.gatewayz.providers.evidence.body.Body;
import ai.gatewayz.providers.evidence.body.CleanText;
import ai.gatewayz.providers.evidence.body.ErrorBody;
import ai.gatewayz.providers.limits.ToldWait;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Reads answers of all providers: the body first, then what {@link ErrorRules} say of it. */
final class AnswerClassifier implements Classifier {

  private final InstantSource clock;

  AnswerClassifier(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Evidence classify(ErrorSigns signs, Answer answer) {
    return switch (answer) {
      case Answer.Http http -> http(signs, http);
      case Answer.StreamError error -> streamError(signs, Body.read(error.json(), ""));
      case Answer.CutShort ignored -> Evidence.of(Finding.GARBLED);
      case Answer.Timeout ignored -> Evidence.of(Finding.TIMED_OUT);
      case Answer.Unreachable ignored -> Evidence.of(Finding.UNREACHABLE);
    };
  }

  private Evidence http(ErrorSigns signs, Answer.Http http) {
    String type = http.headers().apply("content-type");
    Body body = Body.read(http.body(), type == null ? "" : type);
    int status = http.status();
    // Any 2xx: Portkey answers 246 where a guardrail failed after a good completion.
    if (status >= 200 && status < 300) {
      return inside(signs, http, body);
    }
    if (status < 400) {
      return new Evidence(Finding.GARBLED, status, Optional.empty(), "");
    }
    ErrorBody said =
        body instanceof Body.Json json ? ErrorBody.of(json.root(), signs) : body.asText();
    ErrorBody error = signs.fromHost(http.headers()) ? said.fromHost() : said;
    Finding finding =
        body instanceof Body.Html && status < 500 && status != 401 && status != 402 && status != 429
            ? Finding.GARBLED
            : ErrorRules.finding(signs, status, error);
    return evidence(finding, status, http.headers(), error);
  }

  private Evidence inside(ErrorSigns signs, Answer.Http http, Body body) {
    return switch (body) {
      case Body.Json json -> {
        JsonNode error = json.error();
        if (error != null) {
          yield fromBody(signs, http.status(), http.headers(), error);
        }
        yield new Evidence(
            json.answers() ? Finding.ANSWERED : Finding.GARBLED,
            http.status(),
            Optional.empty(),
            "");
      }
      case Body.Answering ignored ->
          new Evidence(Finding.ANSWERED, http.status(), Optional.empty(), "");
      case Body.Html ignored ->
          new Evidence(Finding.GARBLED, http.status(), Optional.empty(), "an HTML page");
      case Body.Text text ->
          new Evidence(Finding.GARBLED, http.status(), Optional.empty(), CleanText.of(text.text()));
      case Body.Empty ignored ->
          new Evidence(Finding.GARBLED, http.status(), Optional.empty(), "an empty body");
    };
  }

  private Evidence streamError(ErrorSigns signs, Body body) {
    return switch (body) {
      case Body.Json json -> {
        JsonNode error = json.error();
        yield fromBody(signs, 200, name -> null, error == null ? json.root() : error);
      }
      case Body.Text text ->
          evidence(ErrorRules.finding(signs, 0, text.asText()), 200, name -> null, text.asText());
      case Body.Html ignored -> new Evidence(Finding.GARBLED, 200, Optional.empty(), "");
      case Body.Answering ignored -> new Evidence(Finding.SERVER_ERROR, 200, Optional.empty(), "");
      case Body.Empty ignored -> new Evidence(Finding.SERVER_ERROR, 200, Optional.empty(), "");
    };
  }

  private Evidence fromBody(
      ErrorSigns signs, int httpStatus, Function<String, String> headers, JsonNode root) {
    ErrorBody said = ErrorBody.of(root, signs);
    ErrorBody error = signs.fromHost(headers) ? said.fromHost() : said;
    Finding finding = ErrorRules.finding(signs, error.status(), error);
    return evidence(finding, error.status() == 0 ? httpStatus : error.status(), headers, error);
  }

  private Evidence evidence(
      Finding finding, int status, Function<String, String> headers, ErrorBody error) {
    boolean forCaller =
        finding.subject() == Subject.REQUEST
            || finding == Finding.BUDGET_TOO_SMALL
            || (status >= 400 && status < 500);
    return new Evidence(
        finding,
        status,
        wait(finding, status, headers, error),
        CleanText.of(error.words(), forCaller ? CleanText.LONG : CleanText.SHORT),
        error.code(),
        error.param());
  }

  /** Some providers send their reset header with every answer: it counts where waiting helps. */
  private Optional<Duration> wait(
      Finding finding, int status, Function<String, String> headers, ErrorBody error) {
    return switch (finding) {
      case RATE_LIMITED, OVERLOADED, COLD, SERVER_ERROR, TIMED_OUT ->
          ToldWait.read(status, headers, error.json(), clock.instant());
      case ANSWERED,
          BUDGET_TOO_SMALL,
          MODEL_GONE,
          NOT_SERVERLESS,
          WRONG_OPERATION,
          GATED,
          KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          REQUEST_REFUSED,
          GARBLED,
          UNREACHABLE ->
          Optional.empty();
    };
  }
}
