package ai.gatewayz.health.world;

import ai.gatewayz.health.probe.StreamedAnswer;
import ai.gatewayz.health.probe.Usage;
import ai.gatewayz.health.question.QuestionCost;
import ai.gatewayz.providers.capability.CapabilityAnswer;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import ai.gatewayz.providers.capability.Shown;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Evidence;
import java.util.Optional;

/** An answer as who asks hears it: to its end. */
record Heard(Answer answer, Optional<Usage> usage, byte[] said) {

  static Heard of(Answer answer) {
    if (answer instanceof Answer.Http http && http.status() < 300) {
      StreamedAnswer stream = new StreamedAnswer();
      stream.add(http.body());
      if (stream.begun()) {
        Answer ended = stream.ended(http);
        return new Heard(ended, stream.usage(QuestionCost.PROMPT_TOKENS), stream.whole());
      }
    }
    byte[] said = answer instanceof Answer.Http http ? http.body() : new byte[0];
    return new Heard(answer, Usage.in(said), said);
  }

  /** What it shows of a capability that was asked for; nothing where none was. */
  Shown shown(CapabilityQuestion test, Evidence evidence) {
    return test == null ? Shown.NOTHING : CapabilityAnswer.read(test, evidence, said);
  }
}
