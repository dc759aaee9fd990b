package ai.gatewayz.health.evidence;

import ai.gatewayz.providers.Dialect;

/** Reads a provider's answer. Pure: the same answer always says the same. */
public interface Classifier {

  /** The classifier for all dialects. */
  static Classifier standard() {
    return new DialectClassifier();
  }

  /**
   * @param dialect whose answer it is: the same status means different things at different
   *     providers
   */
  Evidence classify(Dialect dialect, Answer answer);
}
