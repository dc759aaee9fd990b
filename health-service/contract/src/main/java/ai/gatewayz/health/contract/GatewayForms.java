package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.consumer.Check;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** What the events of gateways are like. */
final class GatewayForms {

  private static final int MOST_KINDS = 1_000;
  private static final int MOST_OFFERS = 10_000;

  /** Of anything that is counted in one window: sums of many still fit. */
  private static final long MOST_COUNTED = 1_000_000_000;

  private static final long MOST_TOKENS = 1_000_000_000_000_000L;

  private GatewayForms() {}

  static final class OutcomeForm implements EventReader.Form<OutcomeWindow> {

    @Override
    public OutcomeWindow parse(byte[] json) throws IOException {
      return EventJson.mapper().readValue(json, OutcomeWindow.class);
    }

    @Override
    public String provider(OutcomeWindow event) {
      return event.provider();
    }

    @Override
    public String id(OutcomeWindow event) {
      return event.id();
    }

    @Override
    public void check(OutcomeWindow window, Check check) {
      check.optional("model", window.model());
      check.text("replica", window.replica());
      span(window.from(), window.to(), check);
      counts(TrafficWindow.Outcome.of(window), check);
    }
  }

  static final class TrafficForm implements EventReader.Form<TrafficWindow> {

    @Override
    public TrafficWindow parse(byte[] json) throws IOException {
      return EventJson.mapper().readValue(json, TrafficWindow.class);
    }

    @Override
    public String provider(TrafficWindow event) {
      return event.replica();
    }

    @Override
    public String id(TrafficWindow event) {
      return null;
    }

    @Override
    public void check(TrafficWindow window, Check check) {
      span(window.from(), window.to(), check);
      check.bounded("outcomes", window.outcomes().size() <= MOST_OFFERS);
      for (TrafficWindow.Outcome outcome : window.outcomes()) {
        check.offer("outcomes", outcome.provider(), outcome.id());
        check.present("outcomes.to", outcome.to());
        check.past("outcomes.to", outcome.to());
        counts(outcome, check);
      }
    }
  }

  static final class FailureForm implements EventReader.Form<FailureWindow> {

    @Override
    public FailureWindow parse(byte[] json) throws IOException {
      return EventJson.mapper().readValue(json, FailureWindow.class);
    }

    @Override
    public String provider(FailureWindow event) {
      return event.replica();
    }

    @Override
    public String id(FailureWindow event) {
      return null;
    }

    @Override
    public void check(FailureWindow window, Check check) {
      span(window.from(), window.to(), check);
      check.bounded("offers", window.offers().size() <= MOST_OFFERS);
      for (FailureWindow.Failure failure : window.offers()) {
        check.offer("offers", failure.provider(), failure.id());
        findings(failure.findings(), check);
      }
    }
  }

  private static void span(Instant from, Instant to, Check check) {
    check.present("from", from);
    check.past("from", from);
    check.present("to", to);
    check.past("to", to);
  }

  private static void counts(TrafficWindow.Outcome outcome, Check check) {
    check.amount("httpStatus", outcome.httpStatus(), HealthEvents.MOST_STATUS);
    findings(outcome.findings(), check);
    check.bounded("ttftMillis", outcome.ttftMillis().size() <= MOST_KINDS);
    for (Map.Entry<Long, Long> each : outcome.ttftMillis().entrySet()) {
      check.amount("ttftMillis", each.getKey(), Long.MAX_VALUE);
      check.amount("ttftMillis", each.getValue(), MOST_COUNTED);
    }
    check.amount("inputTokens", outcome.inputTokens(), MOST_TOKENS);
    check.amount("outputTokens", outcome.outputTokens(), MOST_TOKENS);
    check.amount("estimatedInputTokens", outcome.estimatedInputTokens(), MOST_TOKENS);
    check.amount("estimatedOutputTokens", outcome.estimatedOutputTokens(), MOST_TOKENS);
    for (Map.Entry<Capability, Long> each : outcome.refusedFor().entrySet()) {
      check.amount("refusedFor", each.getValue(), MOST_COUNTED);
    }
  }

  private static void findings(Map<String, Long> findings, Check check) {
    check.bounded("findings", findings.size() <= MOST_KINDS);
    for (Map.Entry<String, Long> each : findings.entrySet()) {
      check.optional("findings", each.getKey());
      check.amount("findings", each.getValue(), MOST_COUNTED);
    }
  }
}
