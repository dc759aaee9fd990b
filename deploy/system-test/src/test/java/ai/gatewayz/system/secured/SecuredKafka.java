package ai.gatewayz.system.secured;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import ai.gatewayz.local.launcher.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A Kafka that lets in nobody without a password and TLS, and allows nothing that is not granted.
 * The test itself comes through a door of its own.
 */
final class SecuredKafka implements AutoCloseable {

  private final PrivateCa ca;
  private final int port = FreePort.next();
  private final int own = FreePort.next();
  private final KafkaBroker broker;
  private final Admin admin;

  SecuredKafka(Path folder, PrivateCa ca) throws Exception {
    this.ca = ca;
    broker = KafkaBroker.start(folder, port, settings(), users());
    admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + own));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", "SECURED://localhost:" + port + ",OWN://127.0.0.1:" + own);
    settings.put("listener.security.protocol.map", "SECURED:SASL_SSL,OWN:PLAINTEXT");
    settings.put("inter.broker.listener.name", "OWN");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "listener.name.secured.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", ca.serverStore());
    settings.put("ssl.keystore.password", PrivateCa.PASSWORD);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put("super.users", "User:ANONYMOUS");
    return settings;
  }

  private static List<String> users() {
    return Arrays.stream(Service.values())
        .map(
            service ->
                "SCRAM-SHA-512=[name="
                    + Right.user(service)
                    + ",password="
                    + password(service)
                    + "]")
        .toList();
  }

  private static String password(Service service) {
    return "password-of-" + Right.user(service);
  }

  /** What a service is told to come in with, as Kafka's clients call it. */
  Map<String, String> client(Service service) {
    Map<String, String> client = new HashMap<>();
    client.put("bootstrap.servers", "localhost:" + port);
    client.put("security.protocol", "SASL_SSL");
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
            + Right.user(service)
            + "\" password=\""
            + password(service)
            + "\";");
    client.put("ssl.truststore.type", "PEM");
    client.put("ssl.truststore.location", ca.certificate());
    return client;
  }

  /** The address by a name that its certificate does not have. */
  String otherName() {
    return "127.0.0.1:" + port;
  }

  /** Those that are there and are no business of Kafka's own. */
  Set<String> topics() throws Exception {
    return admin.listTopics().names().get();
  }

  void grant(List<Right> rights) throws Exception {
    admin.createAcls(rights.stream().map(Right::binding).toList()).all().get();
  }

  void revoke(Right right) throws Exception {
    admin.deleteAcls(List.of(right.binding().toFilter())).all().get();
  }

  /** How many events a topic has ever got. */
  long events(Topic topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + own),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
