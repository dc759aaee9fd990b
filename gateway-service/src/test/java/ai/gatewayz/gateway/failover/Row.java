package ai.gatewayz.gateway.failover;

/**
 * How a scenario went in one layout.
 *
 * @param asked callers' calls of the asked model
 * @param fallback callers' calls of the fallback
 * @param waited the wait before the second call of the asked model, or what else was waited for
 * @param over when the caller had all
 * @param got what the caller had
 */
record Row(
    Scenario scenario,
    Grade grade,
    int asked,
    int fallback,
    String waited,
    String over,
    String got) {

  @Override
  public String toString() {
    return "%d %s: %s; %d + %d calls, waited %s, over after %s, got %s"
        .formatted(scenario.number(), scenario.title(), grade, asked, fallback, waited, over, got);
  }
}
