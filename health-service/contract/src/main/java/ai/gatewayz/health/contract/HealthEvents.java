package ai.gatewayz.health.contract;

import ai.gatewayz.catalog.consumer.Check;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Readers of the events that health publishes and reads. */
public final class HealthEvents {

  static final int MOST_STATUS = 999;
  private static final int MOST_DIMENSION = 1_000_000;
  private static final long MOST_MILLIS = 86_400_000;
  private static final TimeUnit VERSIONS = TimeUnit.MILLISECONDS;

  private HealthEvents() {}

  public static EventReader<Availability> availability(InstantSource clock) {
    return new EventReader<>(
        Topic.AVAILABILITY, CloudEvent.AVAILABILITY, new AvailabilityForm(), clock);
  }

  public static EventReader<AvailabilityTransition> transitions(InstantSource clock) {
    return new EventReader<>(Topic.TRANSITIONS, CloudEvent.TRANSITION, new TransitionForm(), clock);
  }

  public static EventReader<OutcomeWindow> outcomes(InstantSource clock) {
    return new EventReader<>(
        Topic.OUTCOMES, CloudEvent.OUTCOMES, new GatewayForms.OutcomeForm(), clock);
  }

  public static EventReader<TrafficWindow> traffic(InstantSource clock) {
    return new EventReader<>(
        Topic.TRAFFIC, CloudEvent.TRAFFIC, new GatewayForms.TrafficForm(), clock);
  }

  public static EventReader<FailureWindow> failures(InstantSource clock) {
    return new EventReader<>(
        Topic.FAILURES, CloudEvent.FAILURES, new GatewayForms.FailureForm(), clock);
  }

  private static final class AvailabilityForm implements EventReader.Form<Availability> {

    @Override
    public Availability parse(byte[] json) throws IOException {
      Availability verdict = AvailabilityReader.read(json);
      return verdict == null || verdict.ttftMillis() == null || verdict.ttftMillis() <= MOST_MILLIS
          ? verdict
          : withTtft(verdict, MOST_MILLIS);
    }

    @Override
    public String provider(Availability event) {
      return event.provider();
    }

    @Override
    public String id(Availability event) {
      return event.id();
    }

    @Override
    public void check(Availability verdict, Check check) {
      check.text("model", verdict.model());
      check.present("state", verdict.state());
      check.optional("reason", verdict.reason());
      check.present("source", verdict.source());
      check.present("since", verdict.since());
      check.past("since", verdict.since());
      check.past("lastVerified", verdict.lastVerified());
      check.past("lastChecked", verdict.lastChecked());
      check.amount("httpStatus", verdict.httpStatus(), MOST_STATUS);
      if (verdict.ttftMillis() != null) {
        check.amount("ttftMillis", verdict.ttftMillis(), MOST_MILLIS);
      }
      check.instant("retryAt", verdict.retryAt());
      for (CapabilityVerdict each : verdict.capabilities().values()) {
        capability(each, check);
      }
      check.version(verdict.version(), VERSIONS);
    }

    private static void capability(CapabilityVerdict verdict, Check check) {
      check.present("capabilities.state", verdict.state());
      check.past("capabilities.at", verdict.at());
      check.optional("capabilities.reason", verdict.reason());
      check.amount("capabilities.httpStatus", verdict.httpStatus(), MOST_STATUS);
      check.amount("capabilities.dimension", verdict.dimension(), MOST_DIMENSION);
    }
  }

  /** Slower than the slowest bucket has been told as the largest number that there is. */
  private static Availability withTtft(Availability verdict, long millis) {
    return new Availability(
        verdict.provider(),
        verdict.id(),
        verdict.model(),
        verdict.state(),
        verdict.reason(),
        verdict.source(),
        verdict.since(),
        verdict.lastVerified(),
        verdict.lastChecked(),
        verdict.httpStatus(),
        millis,
        verdict.retryAt(),
        verdict.evidence(),
        verdict.capabilities(),
        verdict.version());
  }

  private static final class TransitionForm implements EventReader.Form<AvailabilityTransition> {

    @Override
    public AvailabilityTransition parse(byte[] json) throws IOException {
      return EventJson.mapper().readValue(json, AvailabilityTransition.class);
    }

    @Override
    public String provider(AvailabilityTransition event) {
      return event.provider();
    }

    @Override
    public String id(AvailabilityTransition event) {
      return event.id();
    }

    @Override
    public void check(AvailabilityTransition change, Check check) {
      check.text("model", change.model());
      check.present("from", change.from());
      check.present("to", change.to());
      check.optional("reason", change.reason());
      check.present("source", change.source());
      check.amount("httpStatus", change.httpStatus(), MOST_STATUS);
      check.amount("leftOut", change.leftOut(), Integer.MAX_VALUE);
      check.present("at", change.at());
      check.past("at", change.at());
      check.version(change.version(), VERSIONS);
    }
  }
}
