package ai.gatewayz.events;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferChange;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityTransition;
import ai.gatewayz.health.contract.FailureWindow;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TrafficWindow;
import java.nio.file.Path;

/** What the code says of each event. */
enum EventType {
  OFFER("offer", Offer.class, Topic.OFFERS, CloudEvent.OFFER),
  OFFER_CHANGE("offer-change", OfferChange.class, Topic.CHANGES, CloudEvent.CHANGE),
  SYNC("sync", SyncEvent.class, Topic.SYNCS, CloudEvent.SYNC),
  KEY("caller-key", CallerKey.class, Topic.KEYS, CloudEvent.KEY),
  AVAILABILITY("availability", Availability.class, Topic.AVAILABILITY, CloudEvent.AVAILABILITY),
  TRANSITION("transition", AvailabilityTransition.class, Topic.TRANSITIONS, CloudEvent.TRANSITION),
  OUTCOME_WINDOW("outcome-window", OutcomeWindow.class, Topic.OUTCOMES, CloudEvent.OUTCOMES),
  TRAFFIC_WINDOW("traffic-window", TrafficWindow.class, Topic.TRAFFIC, CloudEvent.TRAFFIC),
  FAILURE_WINDOW("failure-window", FailureWindow.class, Topic.FAILURES, CloudEvent.FAILURES);

  private final String schema;
  private final Class<? extends Record> record;
  private final Topic topic;
  private final String type;

  EventType(String schema, Class<? extends Record> record, Topic topic, String type) {
    this.schema = schema;
    this.record = record;
    this.topic = topic;
    this.type = type;
  }

  /** The name of its schema's file, and of its samples'. */
  String file() {
    return schema + ".json";
  }

  Class<? extends Record> record() {
    return record;
  }

  Topic topic() {
    return topic;
  }

  /** {@code ce_type}. */
  String type() {
    return type;
  }

  /** The folder with the documents. */
  static Path folder() {
    return Path.of(System.getProperty("gatewayz.root"), "deploy/events");
  }
}
