package ai.gatewayz.health.events;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.gatewayz.catalog.access.KafkaAccess;
import ai.gatewayz.health.Offers;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.ledger.Change;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvailabilityPublisherTest {

  private static final EventsConfig CONFIG =
      new EventsConfig() {
        @Override
        public String group() {
          return "test";
        }

        @Override
        public Duration sessionTimeout() {
          return Duration.ofSeconds(10);
        }

        @Override
        public Optional<String> instance() {
          return Optional.empty();
        }

        @Override
        public short replicas() {
          return 1;
        }
      };

  private final AvailabilityPublisher publisher =
      new AvailabilityPublisher(
          new KafkaSettings(Map.of("bootstrap.servers", "127.0.0.1:1"), CONFIG),
          new KafkaAccess(),
          Clock.systemUTC(),
          new SimpleMeterRegistry());

  @BeforeEach
  void start() {
    publisher.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    publisher.stop();
  }

  @Test
  void partitionsThatMoveDoNotWaitForAVerdictThatCanNeverBeAnnounced() {
    publisher.changed(
        new Change.Judged(Offers.chat("together", "a/b"), State.AVAILABLE, null, null));
    assertTimeout(Duration.ofSeconds(4), publisher::flush);
  }
}
