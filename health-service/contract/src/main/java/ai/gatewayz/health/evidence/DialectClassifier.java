package ai.gatewayz.health.evidence;

import ai.gatewayz.providers.Dialect;
import java.util.Optional;

final class DialectClassifier implements Classifier {

  @Override
  public Evidence classify(Dialect dialect, Answer answer) {
    return switch (answer) {
      case Answer.Http http -> byStatus(http.status());
      case Answer.StreamError ignored -> Evidence.of(Finding.SERVER_ERROR);
      case Answer.CutShort ignored -> Evidence.of(Finding.GARBLED);
      case Answer.Timeout ignored -> Evidence.of(Finding.TIMED_OUT);
      case Answer.Unreachable ignored -> Evidence.of(Finding.UNREACHABLE);
    };
  }

  private static Evidence byStatus(int status) {
    Finding finding =
        switch (status) {
          case 200 -> Finding.ANSWERED;
          case 400, 422 -> Finding.REQUEST_REFUSED;
          case 401 -> Finding.KEY_REJECTED;
          case 402 -> Finding.CREDITS_EXHAUSTED;
          case 403 -> Finding.PERMISSION_DENIED;
          case 404 -> Finding.MODEL_GONE;
          case 429 -> Finding.RATE_LIMITED;
          default -> Finding.SERVER_ERROR;
        };
    return new Evidence(finding, status, Optional.empty(), "");
  }
}
