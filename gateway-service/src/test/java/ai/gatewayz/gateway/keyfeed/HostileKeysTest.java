package ai.gatewayz.gateway.keyfeed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Topic;
import ai.gatewayz.gateway.keys.KnownKeys;
import ai.gatewayz.gateway.keys.PublishedKey;
import ai.gatewayz.local.hostile.HostileRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No record stops the feed of keys, and none that is not understood lets anybody do more. */
class HostileKeysTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final CallerKey GOOD = key(false);

  private final Map<Refusal, Integer> skipped = new EnumMap<>(Refusal.class);
  private final KeyEvents events =
      new KeyEvents(
          (topic, reason) -> skipped.merge(reason, 1, Integer::sum), InstantSource.fixed(NOW));
  private final KnownKeys known = new KnownKeys(new SimpleMeterRegistry());

  private static CallerKey key(boolean disabled) {
    return PublishedKey.of("key_good", "good")
        .name("good")
        .tags("tag")
        .expires(NOW.plusSeconds(3_600))
        .disabled(disabled)
        .models(new Patterns(List.of("a/*"), null))
        .protocols(Set.of("chat"))
        .networks(List.of("10.0.0.0/8"))
        .mostAtOnce(4)
        .made();
  }

  private void enter(ConsumerRecord<String, byte[]> record) {
    events.enter(record, known::put, known::remove);
  }

  private void enter(String key, String json) {
    enter(
        new ConsumerRecord<>(
            Topic.KEYS.topicName(), 0, 0, key, json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String json() {
    return new String(EventJson.write(GOOD), StandardCharsets.UTF_8);
  }

  private void goodOnesArrive() {
    enter(GOOD.id(), json());
    assertTrue(known.all().contains(GOOD), known.all().toString());
    enter(GOOD.id(), new String(EventJson.write(key(true)), StandardCharsets.UTF_8));
    assertTrue(known.all().contains(key(true)), known.all().toString());
    enter(new ConsumerRecord<>(Topic.KEYS.topicName(), 0, 0, GOOD.id(), null));
    assertFalse(known.all().stream().anyMatch(key -> key.id().equals(GOOD.id())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\":\"key_good\" | \"id\":\"key_other\"",
        "\"id\":\"key_good\" | \"id\":null",
        "\"name\":\"good\" | \"name\":null",
        "\"name\":\"good\" | \"name\":\"a\\u0000b\"",
        "\"name\":\"good\" | \"name\":\"\\ud800\"",
        "\"tags\":[\"tag\"] | \"tags\":[null]",
        "\"tags\":[\"tag\"] | \"tags\":{}",
        "\"protocols\":[\"chat\"] | \"protocols\":[null]",
        "\"protocols\":[\"chat\"] | \"protocols\":\"chat\"",
        "\"networks\":[\"10.0.0.0/8\"] | \"networks\":[\"everywhere\"]",
        "\"networks\":[\"10.0.0.0/8\"] | \"networks\":[null]",
        "\"networks\":[\"10.0.0.0/8\"] | \"networks\":[\"10.0.0.0/99999999999\"]",
        "\"allowed\":[\"a/*\"] | \"allowed\":[null]",
        "\"allowed\":[\"a/*\"] | \"allowed\":[\"\"]",
        "\"allowed\":[\"a/*\"] | \"allowed\":7",
        "\"mostAtOnce\":4 | \"mostAtOnce\":-1",
        "\"mostAtOnce\":4 | \"mostAtOnce\":4e9999999",
        "\"mostAtOnce\":4 | \"mostAtOnce\":99999999999999999999",
        "\"version\":1 | \"version\":9223372036854775807",
        "\"version\":1 | \"version\":-1",
        "\"version\":1 | \"version\":1e600000000",
        "\"expires\":\"2026-02-01T01:00:00Z\" |"
            + " \"expires\":\"+1000000000-12-31T23:59:59.999999999Z\"",
        "\"expires\":\"2026-02-01T01:00:00Z\" | \"expires\":\"tomorrow\"",
        "\"updated\":\"1970-01-01T00:00:00Z\" | \"updated\":\"2190-01-01T00:00:00Z\"",
        "\"digests\":[ | \"digests\":[null,",
        "\"digests\":[ | \"digests\":[{},",
        "\"digests\":[ | \"digests\":[{\"sha256\":\"xyz\"},",
      })
  void aKeyThatIsNoneIsSkippedAndTheOneBeforeStays(String sound, String hostile) {
    enter(GOOD.id(), json());
    assertTrue(json().contains(sound.strip()), json());
    enter(GOOD.id(), json().replace(sound.strip(), hostile.strip()));
    assertEquals(1, skipped.values().stream().mapToInt(each -> each).sum(), skipped.toString());
    assertEquals(0, skipped.getOrDefault(Refusal.FAILED, 0), "the validator sees it first");
    assertEquals(List.of(GOOD), known.all());
    goodOnesArrive();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "a:b", "key_\u0000", "key_\ud800", "key_\n"})
  void aTombstoneWithAHostileKeyIsSkipped(String key) {
    enter(GOOD.id(), json());
    enter(new ConsumerRecord<>(Topic.KEYS.topicName(), 0, 0, key, null));
    assertEquals(Map.of(Refusal.BAD_KEY, 1), skipped);
    assertEquals(List.of(GOOD), known.all());
  }

  @Test
  void whatFailsNeverthelessIsSkippedAsWell() {
    events.enter(
        new ConsumerRecord<>(
            Topic.KEYS.topicName(), 0, 0, GOOD.id(), json().getBytes(StandardCharsets.UTF_8)),
        key -> {
          throw new IllegalStateException("a fault of our own");
        },
        known::remove);
    assertEquals(Map.of(Refusal.FAILED, 1), skipped);
    goodOnesArrive();
  }

  @Test
  void ofManyThatAreAlikeTheLogHasOne() {
    Logger log = Logger.getLogger("ai.gatewayz.catalog.consumer.SkipLog");
    int[] lines = {0};
    Handler counting =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
              lines[0]++;
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(counting);
    try {
      for (int i = 0; i < 1_000; i++) {
        enter(GOOD.id(), "{");
      }
    } finally {
      log.removeHandler(counting);
    }
    assertEquals(1, lines[0]);
    assertEquals(Map.of(Refusal.MALFORMED, 1_000), skipped);
  }

  @Test
  void nothingOfAHundredThousandHostileRecordsStopsIt() {
    HostileRecords hostile =
        new HostileRecords(
            Topic.KEYS.topicName(),
            CloudEvent.KEY,
            Path.of(System.getProperty("gatewayz.root"), "deploy/events/schemas/caller-key.json"),
            20_260_117);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < 100_000; i++) {
            enter(hostile.next());
          }
          known.all().forEach(key -> assertTrue(EventJson.write(key).length > 0));
        });
    int all = skipped.values().stream().mapToInt(each -> each).sum();
    assertTrue(all > 50_000 && all < 99_000, "some are sound: " + skipped);
    assertEquals(0, skipped.getOrDefault(Refusal.FAILED, 0), "the validator sees it first");
    goodOnesArrive();
  }
}
