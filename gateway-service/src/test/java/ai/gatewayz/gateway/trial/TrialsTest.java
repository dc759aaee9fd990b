package ai.gatewayz.gateway.trial;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.gateway.attempt.Opening;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.openai.OpenAi;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialsTest {

  private static final Candidate CANDIDATE =
      new Candidate(
          new Provider(
              "acme",
              new OpenAi(),
              URI.create("http://acme.example/v1"),
              Optional.empty(),
              Optional.empty()),
          new OfferView(chat("acme", "vendor/name"), null),
          "name");

  private static Optional<Finding> found(Opening opening) {
    return Trials.outcome(CANDIDATE, Operation.CHAT, opening, Duration.ofMillis(120))
        .map(outcome -> outcome.evidence().finding());
  }

  @Test
  void anAnswerThatOthersLeaveNoRoomForSaysNothingOfItsOffer() {
    assertEquals(Optional.empty(), found(new Opening.NoRoom()));
  }

  @Test
  void aFailureSaysWhatItIs() {
    Evidence gone = Evidence.of(Finding.MODEL_GONE);
    assertEquals(Optional.of(Finding.MODEL_GONE), found(new Opening.Failed(gone, false, true)));
  }
}
