package ai.gatewayz.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.access.KafkaAccess;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AccessReadinessTest {

  @Test
  void whatIsDeniedIsCountedAndDoesNotTakeTheServiceAway() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    KafkaAccess access = AccessReadiness.kafkaAccess(registry);
    Gauge denied = registry.get("gatewayz.kafka.rights.denied").gauge();
    assertEquals(0, denied.value());
    access.failed("read offers", new TopicAuthorizationException("gatewayz.catalog.offers"));
    access.failed("read verdicts", new TopicAuthorizationException("gatewayz.health.availability"));
    assertEquals(2, denied.value());
    assertEquals("UP", new AccessReadiness(access).call().getStatus().name());
  }
}
