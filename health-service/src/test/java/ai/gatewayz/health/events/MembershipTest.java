package ai.gatewayz.health.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.catalog.contract.Topics;
import ai.gatewayz.local.backing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which partitions of a real Kafka, and who is left alone, as replicas come and go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembershipTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String[] groups = {null};
  private final List<TestMember> members = new ArrayList<>();
  private KafkaBroker kafka;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    kafka = KafkaBroker.start(folder, 0);
    try (Admin admin = Admin.create(kafka())) {
      Topics.ensure(admin, List.of(Topic.OFFERS, Topic.OUTCOMES), (short) 1, 20);
    }
  }

  @AfterEach
  void leave() throws Exception {
    for (TestMember each : members) {
      each.close();
    }
    members.clear();
    groups[0] = null;
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private TestMember join(String instance, Member kind) {
    groups[0] = groups[0] == null ? UUID.randomUUID().toString() : groups[0];
    KafkaSettings settings = new KafkaSettings(kafka(), new TestEvents(groups[0], instance));
    TestMember member =
        new TestMember(
            switch (kind) {
              case TODAY -> settings.member(false);
              case BESIDE_OLDER -> settings.member(true);
              case OLDER -> TestMember.older(settings.member(false));
            });
    members.add(member);
    return member;
  }

  private enum Member {
    TODAY,
    BESIDE_OLDER,
    OLDER
  }

  /** Each partition is somebody's and nobody's twice, and the outcomes go with the offers. */
  private void shared(TestMember... between) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<Integer> all = new ArrayList<>();
              for (TestMember each : between) {
                Set<Integer> offers = each.numbers(Topic.OFFERS);
                assertEquals(offers, each.numbers(Topic.OUTCOMES));
                assertTrue(offers.size() >= Topic.PARTITIONS / between.length, offers::toString);
                all.addAll(offers);
              }
              assertEquals(Topic.PARTITIONS, all.size());
              assertEquals(Topic.PARTITIONS, Set.copyOf(all).size());
            });
  }

  private void tell() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int number = 0; number < Topic.PARTITIONS; number++) {
        producer.send(
            new ProducerRecord<>(Topic.OUTCOMES.topicName(), number, null, new byte[] {1}));
      }
    }
  }

  @Test
  void whoComesBackUnderItsNameIsNotNoticedByTheOthers() throws Exception {
    TestMember one = join("health-0", Member.TODAY);
    TestMember two = join("health-1", Member.TODAY);
    TestMember three = join("health-2", Member.TODAY);
    shared(one, two, three);
    Set<Integer> before = two.numbers(Topic.OFFERS);
    // Each has a place to go on from.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              tell();
              return Stream.of(one, two, three).allMatch(TestMember::readsAll);
            });
    List<String> moves = Stream.of(one, three).flatMap(each -> each.moves().stream()).toList();

    two.close();
    one.forget();
    three.forget();
    tell();
    await().atMost(PATIENCE).until(() -> one.readsAll() && three.readsAll());
    TestMember again = join("health-1", Member.TODAY);

    shared(one, again, three);
    assertEquals(before, again.numbers(Topic.OFFERS));
    // What was told while it was away waits for it.
    await().atMost(PATIENCE).until(again::readsAll);
    assertEquals(moves, Stream.of(one, three).flatMap(each -> each.moves().stream()).toList());
  }

  @Test
  void whoStaysAwayIsReplacedAfterASession() throws Exception {
    TestMember one = join("health-0", Member.TODAY);
    TestMember two = join("health-1", Member.TODAY);
    shared(one, two);
    two.close();
    shared(one);
  }

  /** One more replica, or one less, moves what it has to and nothing else. */
  @Test
  void whoKeepsPartitionsGoesOnWithThem() throws Exception {
    TestMember one = join(null, Member.TODAY);
    TestMember two = join(null, Member.TODAY);
    shared(one, two);
    Set<Integer> first = one.numbers(Topic.OFFERS);
    one.moves().clear();
    two.moves().clear();

    TestMember three = join(null, Member.TODAY);
    shared(one, two, three);
    Set<Integer> given = new TreeSet<>(first);
    given.removeAll(one.numbers(Topic.OFFERS));
    assertEquals(4, given.size());
    assertEquals(List.of("revoked " + given), one.moves());
    assertTrue(two.moves().stream().noneMatch(move -> move.startsWith("assigned")));

    three.close();
    shared(one, two);
    assertEquals(List.of("revoked " + given), one.moves().subList(0, 1));
    assertTrue(one.moves().stream().skip(1).noneMatch(move -> move.startsWith("revoked")));
  }

  /** A rollout from a version that knew ranges alone, and its end. */
  @Test
  void sharesWithAnOlderVersionAsThatDoes() throws Exception {
    TestMember older = join(null, Member.OLDER);
    shared(older);
    TestMember refused = join(null, Member.TODAY);
    await().atMost(PATIENCE).until(() -> refused.failure() != null);
    assertInstanceOf(InconsistentGroupProtocolException.class, refused.failure());
    TestMember first = join(null, Member.BESIDE_OLDER);
    shared(older, first);
    TestMember second = join(null, Member.BESIDE_OLDER);
    older.close();
    shared(first, second);

    first.close();
    TestMember today = join(null, Member.TODAY);
    shared(today, second);
    second.close();
    TestMember other = join(null, Member.TODAY);
    shared(today, other);
    assertEquals(
        0, Arrays.stream(new TestMember[] {today, other}).filter(e -> e.failure() != null).count());
  }
}
