package ai.gatewayz.catalog.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {

  private long nanos;
  private final KafkaAccess access = new KafkaAccess(() -> nanos);

  @Test
  void namesTheRightWhereverInTheFailureItIsMissing() {
    access.failed("a", new TopicAuthorizationException(Set.of("two", "one")));
    access.failed(
        "b",
        new KafkaException(
            "", new ExecutionException(GroupAuthorizationException.forGroupId("g"))));
    access.failed("c", new TransactionalIdAuthorizationException("Transactional Id"));
    access.failed("d", new ClusterAuthorizationException("Cluster authorization failed."));
    access.failed("e", new SaslAuthenticationException("wrong password"));
    assertEquals(
        Map.of(
            "a", "no right on topic one, two",
            "b", "no right on group g",
            "c", "no right on its transactional id",
            "d", "Cluster authorization failed.",
            "e", "authentication failed (wrong password)"),
        access.denied());
  }

  @Test
  void aKafkaThatIsAwaySaysNothingOfRights() {
    access.failed("hear", new TimeoutException("away"));
    assertEquals(Map.of(), access.denied());
    access.failed("hear", GroupAuthorizationException.forGroupId("g"));
    access.failed("hear", new TimeoutException("away"));
    assertEquals(Map.of("hear", "no right on group g"), access.denied());
  }

  @Test
  void isCertainThatARightWasGrantedBeforeItSaysSo() {
    access.failed("hear", GroupAuthorizationException.forGroupId("g"));
    access.worked("hear");
    assertEquals(Set.of("hear"), access.denied().keySet());
    nanos += Duration.ofSeconds(9).toNanos();
    access.failed("hear", GroupAuthorizationException.forGroupId("g"));
    nanos += Duration.ofSeconds(9).toNanos();
    access.worked("hear");
    assertEquals(Set.of("hear"), access.denied().keySet());
    nanos += Duration.ofSeconds(2).toNanos();
    access.worked("other");
    access.worked("hear");
    assertEquals(Map.of(), access.denied());
  }
}
