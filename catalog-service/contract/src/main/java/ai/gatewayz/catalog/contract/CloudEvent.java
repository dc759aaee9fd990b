package ai.gatewayz.catalog.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The envelope of an event on Kafka: CloudEvents 1.0 in binary mode, so that the value stays plain
 * JSON and the attributes travel as {@code ce_*} headers.
 *
 * @param id unique within the source; the same event sent again has the same id
 * @param source the service that says it, as a URI reference such as {@code /catalog-service}
 * @param type for example {@code ai.gatewayz.catalog.offer.v1}
 * @param subject the key: {@code provider:id}, the provider, the replica or the id of a caller's
 *     key
 */
public record CloudEvent(String id, URI source, String type, String subject, Instant time) {

  public static final String OFFER = "ai.gatewayz.catalog.offer.v1";
  public static final String CHANGE = "ai.gatewayz.catalog.change.v1";
  public static final String SYNC = "ai.gatewayz.catalog.sync.v1";
  public static final String KEY = "ai.gatewayz.catalog.key.v1";
  public static final String AVAILABILITY = "ai.gatewayz.health.availability.v1";
  public static final String TRANSITION = "ai.gatewayz.health.transition.v1";
  public static final String OUTCOMES = "ai.gatewayz.gateway.outcomes.v1";
  public static final String TRAFFIC = "ai.gatewayz.gateway.traffic.v1";
  public static final String FAILURES = "ai.gatewayz.gateway.failures.v1";

  /**
   * A record ready to be sent.
   *
   * @param json the payload; null for a tombstone
   */
  public ProducerRecord<String, byte[]> record(Topic topic, byte[] json) {
    return record(topic, null, json);
  }

  /**
   * The same.
   *
   * @param partition null where the key decides
   */
  public ProducerRecord<String, byte[]> record(Topic topic, Integer partition, byte[] json) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic.topicName(), partition, subject, json);
    Headers headers = record.headers();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id);
    add(headers, "ce_source", source.toString());
    add(headers, "ce_type", type);
    add(headers, "ce_subject", subject);
    add(headers, "ce_time", time.toString());
    add(headers, "content-type", "application/json");
    return record;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
