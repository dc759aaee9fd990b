package ai.gatewayz.providers.evidence;

import java.time.InstantSource;

/** Reads a provider's answer. The same answer at the same time always says the same. */
public interface Classifier {

  /** The classifier for all providers, on the system's clock. */
  static Classifier standard() {
    return standard(InstantSource.system());
  }

  /**
   * @param clock turns waits that are stated as a time of day into durations
   */
  static Classifier standard(InstantSource clock) {
    return new AnswerClassifier(clock);
  }

  /**
   * @param signs of whose answer it is: the same status means different things at different
   *     providers
   */
  Evidence classify(ErrorSigns signs, Answer answer);
}
