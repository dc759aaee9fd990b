package ai.gatewayz.system.secured;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.local.launcher.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a user is refused.
 *
 * @param client what it comes in with
 */
record Refusals(Service service, Map<String, String> client) {

  void check(List<Right> granted) {
    for (Topic topic : Topic.values()) {
      if (!granted(granted, topic, AclOperation.WRITE)) {
        refusedToWrite(topic);
      }
      if (!granted(granted, topic, AclOperation.READ)
          && !granted(granted, topic, AclOperation.WRITE)) {
        refusedToSee(topic);
      }
    }
    refusedToMake();
    if (service != Service.CATALOG) {
      refusedToPublish();
    }
  }

  private boolean granted(List<Right> granted, Topic topic, AclOperation operation) {
    return granted.stream()
        .anyMatch(
            right ->
                right.service() == service
                    && right.name().equals(topic.topicName())
                    && right.operation() == operation);
  }

  private void refusedToWrite(Topic topic) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(Map.copyOf(client), new StringSerializer(), new StringSerializer())) {
      ExecutionException refusal =
          assertThrows(
              ExecutionException.class,
              () -> producer.send(new ProducerRecord<>(topic.topicName(), "k", "v")).get(),
              service + " has written to " + topic);
      assertInstanceOf(TopicAuthorizationException.class, refusal.getCause());
    }
  }

  private void refusedToSee(Topic topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.copyOf(client), new StringDeserializer(), new StringDeserializer())) {
      assertThrows(
          TopicAuthorizationException.class,
          () -> consumer.partitionsFor(topic.topicName()),
          service + " sees " + topic);
    }
  }

  private void refusedToMake() {
    try (Admin admin = Admin.create(Map.copyOf(client))) {
      ExecutionException refusal =
          assertThrows(
              ExecutionException.class,
              () ->
                  admin
                      .createTopics(List.of(new NewTopic("gatewayz.more", 1, (short) 1)))
                      .all()
                      .get());
      assertTrue(refusal.getCause() instanceof AuthorizationException, refusal::toString);
    }
  }

  /** As the catalog publishes. */
  private void refusedToPublish() {
    Map<String, Object> publishing = new HashMap<>(client);
    publishing.put("transactional.id", "gatewayz-catalog-relay");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(publishing, new StringSerializer(), new StringSerializer())) {
      assertThrows(TransactionalIdAuthorizationException.class, producer::initTransactions);
    }
  }
}
