package ai.gatewayz.catalog.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.gatewayz.catalog.contract.CloudEvent;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));
  private static final String GOOD =
      "{\"provider\":\"p\",\"id\":\"a/b\",\"model\":\"a/b\",\"upstreamId\":\"a/b\",\"version\":1}";

  private final EventReader<Offer> offers = CatalogEvents.offers(CLOCK);

  private static ConsumerRecord<String, byte[]> record(Topic topic, String key, String json) {
    return new ConsumerRecord<>(
        topic.topicName(), 0, 0, key, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
  }

  private Refusal refused(String key, String json) {
    Reading<Offer> read = offers.read(record(Topic.OFFERS, key, json));
    return assertInstanceOf(Reading.Refused.class, read, () -> String.valueOf(read)).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"later\":{\"unknown\":[1]}",
        "\"task\":\"of-tomorrow\"",
        "\"capabilities\":{\"of_tomorrow\":\"listed\"}",
        "\"price\":{\"kind\":\"of_tomorrow\"}",
        "\"price\":{\"kind\":\"per_token\",\"input\":0.00000000000000000005,\"output\":1e9}",
        "\"name\":\"größe/模型 \\ud83d\\ude80\"",
        "\"created\":\"2019-01-01T00:00:00Z\"",
        "\"deprecation\":\"2027-06-30\"",
        "\"version\":1769900000000",
        "\"version\":1769904000000000",
        "\"version\":1769990400000000"
      })
  void whatServicesWriteNowOrLaterIsTaken(String member) {
    String json = GOOD.substring(0, GOOD.length() - 1) + "," + member + "}";
    Reading<Offer> read = offers.read(record(Topic.OFFERS, "p:a/b", json));
    assertInstanceOf(Reading.Taken.class, read, () -> String.valueOf(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"price\":{\"kind\":\"per_token\",\"input\":1e600000000,\"output\":1} | MALFORMED",
        "\"price\":{\"kind\":\"per_token\",\"input\":1e99999999999999999999,\"output\":1} | MALFORMED",
        "\"price\":{\"kind\":\"per_token\",\"input\":1,\"output\":-1} | MALFORMED",
        "\"contextTokens\":-5 | OUT_OF_BOUNDS",
        "\"contextTokens\":1e600000000 | MALFORMED",
        "\"version\":9223372036854775807 | OUT_OF_BOUNDS",
        "\"version\":1769990400000001 | OUT_OF_BOUNDS",
        "\"version\":9007199254740991 | OUT_OF_BOUNDS",
        "\"version\":-1 | OUT_OF_BOUNDS",
        "\"version\":9223372036854775808 | MALFORMED",
        "\"created\":\"+1000000000-12-31T23:59:59Z\" | OUT_OF_BOUNDS",
        "\"created\":1e600000000 | MALFORMED",
        "\"updated\":\"2030-01-01T00:00:00Z\" | OUT_OF_BOUNDS",
        "\"deprecation\":\"+999999999-12-31\" | OUT_OF_BOUNDS",
        "\"model\":\"\" | MALFORMED",
        "\"model\":\"a\\u0000b\" | OUT_OF_BOUNDS",
        "\"name\":\"a\\ud800b\" | OUT_OF_BOUNDS",
        "\"signals\":[{\"ttftMillis\":1e400}] | OUT_OF_BOUNDS",
        "\"signals\":[null] | MALFORMED",
        "\"id\":\"A/B\" | KEY_MISMATCH",
        "\"provider\":\"p:a\" | KEY_MISMATCH",
        "\"id\":null | KEY_MISMATCH"
      })
  void whatNoneWritesIsRefused(String member, Refusal reason) {
    assertEquals(
        reason, refused("p:a/b", GOOD.substring(0, GOOD.length() - 1) + "," + member + "}"));
  }

  @Test
  void noVersionIsLargerThanWhatEveryReaderOfJsonHoldsExactly() {
    EventReader<Offer> later =
        CatalogEvents.offers(InstantSource.fixed(Instant.parse("2300-01-01T00:00:00Z")));
    String most = GOOD.replace("\"version\":1", "\"version\":9007199254740991");
    String more = GOOD.replace("\"version\":1", "\"version\":9007199254740992");
    assertInstanceOf(Reading.Taken.class, later.read(record(Topic.OFFERS, "p:a/b", most)));
    assertInstanceOf(Reading.Refused.class, later.read(record(Topic.OFFERS, "p:a/b", more)));
  }

  @Test
  void aKeyNamesAnOffer() {
    for (String key : new String[] {null, "", "p", ":a", "p:", "p: ", "p:a\u0000", "p:\ud800"}) {
      assertEquals(Refusal.BAD_KEY, refused(key, GOOD), key);
      assertEquals(Refusal.BAD_KEY, refused(key, null), key);
    }
    assertEquals(Refusal.BAD_KEY, refused("p:" + "x".repeat(600), null));
    assertEquals(
        new Reading.Gone<Offer>("p:a:b"), offers.read(record(Topic.OFFERS, "p:a:b", null)));
  }

  @Test
  void theKeyAndTheContentAgreeAlsoWhereTheColonCouldBeElsewhere() {
    String json = GOOD.replace("\"p\"", "\"p:a\"").replace("\"id\":\"a/b\"", "\"id\":\"b\"");
    assertEquals(Refusal.KEY_MISMATCH, refused("p:a:b", json));
  }

  @Test
  void aTypeOfTomorrowIsSkippedAndNoTypeIsThatOfTheTopic() {
    ConsumerRecord<String, byte[]> record = record(Topic.OFFERS, "p:a/b", GOOD);
    assertInstanceOf(Reading.Taken.class, offers.read(record));
    record.headers().add("ce_type", CloudEvent.OFFER.getBytes(StandardCharsets.UTF_8));
    assertInstanceOf(Reading.Taken.class, offers.read(record));
    record
        .headers()
        .add("ce_type", "ai.gatewayz.catalog.offer.v2".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        Refusal.OTHER_TYPE, assertInstanceOf(Reading.Refused.class, offers.read(record)).reason());
  }

  @Test
  void aRecordThatIsTooLongIsNotEvenParsed() {
    assertEquals(Refusal.OUT_OF_BOUNDS, refused("p:a/b", " ".repeat(1 << 20) + GOOD));
  }

  @Test
  void syncsAreAboutAProvider() {
    String json =
        "{\"provider\":\"p\",\"syncId\":\"1\",\"result\":\"started\",\"started\":\"2026-01-15T08:00:00Z\"}";
    var syncs = CatalogEvents.syncs(CLOCK);
    assertInstanceOf(Reading.Taken.class, syncs.read(record(Topic.SYNCS, "p", json)));
    assertInstanceOf(Reading.Refused.class, syncs.read(record(Topic.SYNCS, "p:x", json)));
    assertInstanceOf(Reading.Refused.class, syncs.read(record(Topic.SYNCS, "q", json)));
    assertInstanceOf(Reading.Refused.class, syncs.read(record(Topic.SYNCS, "p", null)));
  }
}
