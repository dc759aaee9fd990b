package ai.gatewayz.local.backing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to either server is there again after a restart on the same folder. */
class BackingTest {

  @Test
  void postgresKeepsItsData(@TempDir Path directory) throws Exception {
    int port = FreePort.next();
    try (PostgresServer server = PostgresServer.startPersistent(directory, port)) {
      server.withDatabase("kept");
      execute(server, "create table t (n int)");
      execute(server, "insert into t values (42)");
    }
    try (PostgresServer server = PostgresServer.startPersistent(directory, port)) {
      server.withDatabase("kept");
      String url = server.quarkusProperties("kept").get("quarkus.datasource.jdbc.url");
      try (var connection = DriverManager.getConnection(url, PostgresServer.USER, "");
          var rows = connection.createStatement().executeQuery("select n from t")) {
        rows.next();
        assertEquals(42, rows.getInt(1));
      }
    }
  }

  private static void execute(PostgresServer server, String sql) throws Exception {
    String url = server.quarkusProperties("kept").get("quarkus.datasource.jdbc.url");
    try (var connection = DriverManager.getConnection(url, PostgresServer.USER, "")) {
      connection.createStatement().execute(sql);
    }
  }

  @Test
  void kafkaKeepsItsLog(@TempDir Path directory) throws Exception {
    int port = FreePort.next();
    try (KafkaBroker broker = KafkaBroker.start(directory, port)) {
      Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(settings);
          var producer =
              new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
        admin
            .createTopics(List.of(new NewTopic("t", 1, (short) 1)))
            .all()
            .get(20, TimeUnit.SECONDS);
        producer.send(new ProducerRecord<>("t", "k", "v")).get(20, TimeUnit.SECONDS);
      }
    }
    try (KafkaBroker broker = KafkaBroker.start(directory, port);
        var consumer =
            new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(Duration.ofSeconds(20));
      assertEquals("v", records.iterator().next().value());
    }
  }
}
