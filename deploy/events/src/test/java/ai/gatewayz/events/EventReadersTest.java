package ai.gatewayz.events;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.consumer.Refusal;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.health.contract.HealthEvents;
import ai.gatewayz.local.hostile.HostileRecords;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The readers that all consumers use take every released event, and refuse nonsense. */
class EventReadersTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));

  private static EventReader<?> reader(EventType event) {
    return switch (event) {
      case OFFER -> CatalogEvents.offers(CLOCK);
      case OFFER_CHANGE -> CatalogEvents.changes(CLOCK);
      case SYNC -> CatalogEvents.syncs(CLOCK);
      case KEY -> CatalogEvents.keys(CLOCK);
      case AVAILABILITY -> HealthEvents.availability(CLOCK);
      case TRANSITION -> HealthEvents.transitions(CLOCK);
      case OUTCOME_WINDOW -> HealthEvents.outcomes(CLOCK);
      case TRAFFIC_WINDOW -> HealthEvents.traffic(CLOCK);
      case FAILURE_WINDOW -> HealthEvents.failures(CLOCK);
    };
  }

  /** Events that were recorded; the schema's examples of what is too new for that. */
  private static List<Path> samples(EventType event, Path folder) throws IOException {
    List<Path> recorded =
        Released.versions().stream()
            .filter(version -> Released.events(version).anyMatch(event::equals))
            .map(version -> version.resolve("samples").resolve(event.file()))
            .toList();
    if (!recorded.isEmpty()) {
      return recorded;
    }
    Path file = folder.resolve(event.file());
    Files.write(file, Schemas.JSON.writeValueAsBytes(Schemas.json(event).path("examples")));
    return List.of(file);
  }

  @ParameterizedTest
  @EnumSource
  void takeWhatWasReleased(EventType event, @TempDir Path folder) throws IOException {
    for (Path file : samples(event, folder)) {
      for (JsonNode sample : Schemas.read(file)) {
        ObjectNode later = sample.deepCopy();
        later.putObject("later").putArray("unknown").add(1);
        for (JsonNode each : new JsonNode[] {sample, later}) {
          String key =
              event.topic().keyedByOffer()
                  ? each.path("provider").asText() + ":" + each.path("id").asText()
                  : each.path("provider")
                      .asText(each.path("replica").asText(each.path("id").asText()));
          ConsumerRecord<String, byte[]> record =
              new ConsumerRecord<>(
                  event.topic().topicName(), 0, 0, key, Schemas.JSON.writeValueAsBytes(each));
          Reading<?> read = reader(event).read(record);
          assertInstanceOf(Reading.Taken.class, read, () -> read + " of " + each);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfManyHostileRecordsStopsThem(EventType event, @TempDir Path folder)
      throws IOException {
    HostileRecords hostile =
        new HostileRecords(
            event.topic().topicName(),
            event.type(),
            samples(event, folder).getFirst(),
            event.ordinal());
    EventReader<?> reader = reader(event);
    int[] taken = {0};
    assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            switch (reader.read(hostile.next())) {
              case Reading.Taken<?>(Object sound) -> {
                taken[0]++;
                assertTrue(EventJson.write(sound).length > 0);
              }
              case Reading.Refused<?>(Refusal reason, String about) ->
                  assertTrue(reason != Refusal.FAILED, about);
              case Reading.Gone<?> ignored -> {}
            }
          }
        });
    assertTrue(taken[0] > 200 && taken[0] < 10_000, taken[0] + " are sound");
  }
}
