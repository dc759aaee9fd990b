package ai.gatewayz.health.question;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What probes are built with, as configured. */
@Singleton
class QuestionsProducer {

  @Produces
  @Singleton
  Manners manners(ProbeConfig config) {
    return new Manners(config.maxTokens());
  }

  @Produces
  @Singleton
  QuestionCost cost(ProbeConfig config) {
    return new QuestionCost(config.assumedUsd(), config.rerank().assumedUsd());
  }

  @Produces
  @Singleton
  Patience patience(ProbeConfig config) {
    return new Patience(config.timeout());
  }
}
