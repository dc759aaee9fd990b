package ai.gatewayz.gateway.keyfeed;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.consumer.CatalogEvents;
import ai.gatewayz.catalog.consumer.EventReader;
import ai.gatewayz.catalog.consumer.Reading;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.gateway.feed.Lines;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The keys on disk: compressed lines of JSON, first a header and then each key as its event has it.
 * A file is whole or is not read.
 */
final class KeyFile {

  private static final int FORMAT = 1;

  private KeyFile() {}

  /**
   * @param asOf when they were what the topic held
   */
  record Kept(Instant asOf, List<CallerKey> keys) {}

  /** Beside the snapshot. */
  static Path beside(Path snapshot) {
    Path file = snapshot.toAbsolutePath();
    return file.resolveSibling(file.getFileName() + ".keys");
  }

  /** Writes beside the file and then renames: readers see the old or the new one, never a part. */
  static void write(Kept kept, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), 1 << 16)) {
      out.write(EventJson.write(new Header(FORMAT, kept.asOf(), kept.keys().size())));
      out.write('\n');
      for (CallerKey key : kept.keys()) {
        out.write(EventJson.write(key));
        out.write('\n');
      }
    }
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * @throws IOException where it is not there, is of another format, or is damaged
   */
  static Kept read(Path file, InstantSource clock) throws IOException {
    EventReader<CallerKey> reader = CatalogEvents.keys(clock);
    try (Lines in = new Lines(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      byte[] first = in.next();
      Header header = first == null ? null : EventJson.mapper().readValue(first, Header.class);
      if (header == null || header.format() != FORMAT || header.asOf() == null) {
        throw new IOException("it is not of format " + FORMAT);
      }
      List<CallerKey> keys = new ArrayList<>();
      for (byte[] line = in.next(); line != null; line = in.next()) {
        CallerKey key = EventJson.mapper().readValue(line, CallerKey.class);
        if (key == null
            || key.id() == null
            || !(reader.read(key.id(), line) instanceof Reading.Taken<CallerKey>)) {
          throw new IOException("it holds a key that is not sound");
        }
        keys.add(key);
      }
      if (keys.size() != header.keys()) {
        throw new IOException("it should hold " + header.keys() + " keys, but has " + keys.size());
      }
      return new Kept(header.asOf(), keys);
    }
  }

  /**
   * @param keys how many lines follow
   */
  @RegisterForReflection
  record Header(int format, Instant asOf, int keys) {}
}
