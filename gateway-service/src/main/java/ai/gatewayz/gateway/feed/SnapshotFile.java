package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferReader;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Positions;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.AvailabilityReader;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A snapshot on disk: compressed lines of JSON, first a header and then every offer with its
 * verdict behind a tab, each as an event has it. Where either is not known the place is empty:
 * there are verdicts on offers that are not there. A file is whole or is not read: the count in the
 * header and the checksum of the compression must agree. Later versions add fields, as the events
 * do.
 */
final class SnapshotFile {

  private static final int FORMAT = 2;
  // One object a line, of offer and availability.
  private static final int FORMER = 1;
  private static final JsonMapper JSON = EventJson.mapper();
  private static final ObjectReader LINE = JSON.readerFor(Line.class);
  // Understood by all processors at a time: a start waits for it.
  private static final int SOME = 2_000;

  private SnapshotFile() {}

  /** Writes beside the file and then renames: readers see the old or the new one, never a part. */
  static void write(Snapshot snapshot, Path file) throws IOException {
    write(snapshot, snapshot.asOf(), file);
  }

  /**
   * @param asOf when it was last known to be the state of the topics
   */
  static void write(Snapshot snapshot, Instant asOf, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = new Fast(Files.newOutputStream(part))) {
      out.write(
          EventJson.write(new Header(FORMAT, asOf, snapshot.offerCount(), snapshot.positions())));
      out.write('\n');
      for (var model : snapshot.models()) {
        for (OfferView view : model.offers()) {
          write(out, view.offer(), view.availability());
        }
      }
      List<Availability> waiting = new ArrayList<>();
      snapshot.forEachWaiting(waiting::add);
      for (Availability verdict : waiting) {
        write(out, null, verdict);
      }
    }
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(OutputStream out, Offer offer, Availability verdict)
      throws IOException {
    if (offer != null) {
      out.write(EventJson.write(offer));
    }
    out.write('\t');
    if (verdict != null) {
      out.write(EventJson.write(verdict));
    }
    out.write('\n');
  }

  /**
   * @throws IOException where the file is not there, is of another format, or is damaged
   */
  static Snapshot read(Path file) throws IOException {
    try (Lines in = new Lines(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      Header header = JSON.readValue(in.next(), Header.class);
      if (header.format() != FORMAT && header.format() != FORMER || header.asOf() == null) {
        throw new IOException("format " + header.format() + " instead of " + FORMAT);
      }
      Ledger ledger = new Ledger();
      List<byte[]> some = new ArrayList<>(SOME);
      for (byte[] line = in.next(); line != null; line = in.next()) {
        some.add(line);
        if (some.size() == SOME) {
          enter(some, ledger);
          some.clear();
        }
      }
      enter(some, ledger);
      if (ledger.offerCount() != header.offers()) {
        throw new IOException(
            "it should hold " + header.offers() + " offers, but holds " + ledger.offerCount());
      }
      return ledger.snapshot(
          header.asOf(), header.positions() == null ? Positions.NONE : header.positions());
    } catch (JsonMappingException e) {
      throw new IOException("it is not a snapshot: " + e.getOriginalMessage(), e);
    } catch (RuntimeException e) {
      throw new IOException("it holds an invalid offer", e);
    }
  }

  private static void enter(List<byte[]> lines, Ledger ledger) {
    for (Line line : lines.parallelStream().map(SnapshotFile::understand).toList()) {
      if (line.offer() != null) {
        ledger.offer(line.offer());
      }
      if (line.availability() != null) {
        ledger.availability(line.availability());
      }
    }
  }

  private static Line understand(byte[] line) {
    int tab = 0;
    while (tab < line.length && line[tab] != '\t') {
      tab++;
    }
    try {
      if (tab == line.length) {
        return LINE.readValue(line);
      }
      return new Line(
          tab == 0 ? null : OfferReader.read(Arrays.copyOf(line, tab)),
          tab + 1 == line.length
              ? null
              : AvailabilityReader.read(Arrays.copyOfRange(line, tab + 1, line.length)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Half the work of the usual level for a somewhat larger file: requests are served beside it. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /**
   * @param offers how many lines of offers follow
   * @param positions how far the topics were read; null in files of earlier versions
   */
  @RegisterForReflection
  record Header(int format, Instant asOf, int offers, Positions positions) {}

  /**
   * @param offer null where only its verdict is known
   * @param availability null where there is no verdict
   */
  @RegisterForReflection
  record Line(Offer offer, Availability availability) {}
}
