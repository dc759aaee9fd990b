package ai.gatewayz.gateway.feed;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.Positions;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("deep/snapshot.json.gz");
  }

  private static Snapshot snapshot() {
    Offer dead = chat("together", "a/b");
    return Snapshot.of(
        NOON,
        List.of(dead, chat("fireworks", "a/b"), embeddings("huggingface", "é/ü")),
        List.of(verdict(dead, State.UNAVAILABLE, 3)));
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    SnapshotFile.write(snapshot(), file);

    Snapshot read = SnapshotFile.read(file);

    assertEquals(snapshot().models(), read.models());
    assertEquals(NOON, read.asOf());
  }

  @Test
  void tellsHowFarTheTopicsWereReadAndWhatIsKnownOfOffersThatAreNotThere() throws IOException {
    Offer absent = chat("together", "not/there");
    Ledger ledger = new Ledger(snapshot());
    ledger.availability(verdict(absent, State.AVAILABLE, 7));
    Positions read =
        new Positions(Map.of("t", new Positions.Read("id-of-t", Map.of(0, 7L, 23, 1L << 40))));
    SnapshotFile.write(ledger.snapshot(NOON, read), NOON.plusSeconds(60), file);

    Snapshot back = SnapshotFile.read(file);

    assertEquals(read, back.positions());
    assertEquals(NOON.plusSeconds(60), back.asOf());
    assertEquals(snapshot().models(), back.models());
    Ledger goesOn = new Ledger(back);
    goesOn.offer(absent);
    assertEquals(State.AVAILABLE, goesOn.snapshot(NOON).offer(absent.key()).orElseThrow().state());
  }

  @Test
  void aFileOfAnEarlierVersionIsReadAndGoesOnNowhere() throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("{\"format\":1,\"asOf\":\"2026-01-01T12:00:00Z\",\"offers\":1}\n{\"offer\":"
                  + new String(EventJson.write(chat("x", "a/b")), StandardCharsets.UTF_8)
                  + ",\"availability\":null}")
              .getBytes(StandardCharsets.UTF_8));
    }
    Snapshot read = SnapshotFile.read(file);
    assertEquals(Positions.NONE, read.positions());
    assertEquals(1, read.offerCount());
  }

  @Test
  void replacesAnOlderFileAndLeavesNoParts() throws IOException {
    SnapshotFile.write(Snapshot.of(NOON, List.of(chat("x", "old/one")), List.of()), file);
    SnapshotFile.write(snapshot(), file);

    assertEquals(snapshot().models(), SnapshotFile.read(file).models());
    assertFalse(Files.exists(file.resolveSibling("snapshot.json.gz.part")));
  }

  @Test
  void aFileCutAnywhereIsNotRead() throws IOException {
    SnapshotFile.write(snapshot(), file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(IOException.class, () -> SnapshotFile.read(file));
    }
  }

  @Test
  void aFileWithADamagedByteIsNotReadAsSomethingElse() throws IOException {
    SnapshotFile.write(snapshot(), file);
    byte[] whole = Files.readAllBytes(file);
    int read = 0;
    // The ten bytes before are the header of the compression, of which not all have a meaning.
    for (int at = 10; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      try {
        assertEquals(snapshot().models(), SnapshotFile.read(file).models());
        read++;
      } catch (IOException refused) {
        // as it should be
      }
    }
    // A code for what never comes, or the rest of the last byte.
    assertTrue(read < 10, read + " bits without a meaning");
  }

  @Test
  void aFileThatLacksOffersOrIsOfAnotherFormatIsNotRead() throws IOException {
    Files.createDirectories(file.getParent());
    for (String content :
        List.of(
            "{\"format\":1,\"asOf\":\"2026-01-01T12:00:00Z\",\"offers\":1}",
            "{\"format\":3,\"asOf\":\"2026-01-01T12:00:00Z\",\"offers\":0}",
            "{\"format\":1,\"offers\":0}",
            "{\"format\":1,\"asOf\":\"2026-01-01T12:00:00Z\",\"offers\":1}\n{\"offer\":null}",
            "{\"format\":1,\"asOf\":\"2026-01-01T12:00:00Z\",\"offers\":0}\n[]",
            "{\"format\":1,\"asOf\":\"2026-01-01T12:00:00Z\",\"offers\":0}\n" + "x".repeat(9 << 20),
            "[]",
            "\"text\"",
            "")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      assertThrows(IOException.class, () -> SnapshotFile.read(file), content);
    }
  }

  @Test
  void aMissingFileIsTold() {
    assertThrows(NoSuchFileException.class, () -> SnapshotFile.read(file));
  }
}
