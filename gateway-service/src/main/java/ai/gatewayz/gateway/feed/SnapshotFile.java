package ai.gatewayz.gateway.feed;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.snapshot.Ledger;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.health.contract.Availability;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A snapshot on disk: compressed JSON, one value a line, first a header and then every offer with
 * its verdict. A file is whole or is not read: the count in the header and the checksum of the
 * compression must agree. Later versions add fields, as the events do.
 */
final class SnapshotFile {

  private static final int FORMAT = 1;
  private static final JsonMapper JSON = EventJson.mapper();

  private SnapshotFile() {}

  /** Writes beside the file and then renames: readers see the old or the new one, never a part. */
  static void write(Snapshot snapshot, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = new Fast(Files.newOutputStream(part));
        SequenceWriter lines = JSON.writer().withRootValueSeparator("\n").writeValues(out)) {
      lines.write(new Header(FORMAT, snapshot.asOf(), snapshot.offerCount()));
      for (var model : snapshot.models()) {
        for (OfferView view : model.offers()) {
          lines.write(new Line(view.offer(), view.availability()));
        }
      }
    }
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * @throws IOException where the file is not there, is of another format, or is damaged
   */
  static Snapshot read(Path file) throws IOException {
    try (InputStream in =
            new BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16);
        var parser = JSON.createParser(in)) {
      parser.nextToken();
      Header header = JSON.readValue(parser, Header.class);
      if (header.format() != FORMAT || header.asOf() == null) {
        throw new IOException("format " + header.format() + " instead of " + FORMAT);
      }
      Ledger ledger = new Ledger();
      parser.nextToken();
      try (MappingIterator<Line> lines = JSON.readerFor(Line.class).readValues(parser)) {
        while (lines.hasNextValue()) {
          Line line = lines.nextValue();
          ledger.offer(line.offer());
          if (line.availability() != null) {
            ledger.availability(line.availability());
          }
        }
      }
      if (ledger.offerCount() != header.offers()) {
        throw new IOException(
            "it should hold " + header.offers() + " offers, but holds " + ledger.offerCount());
      }
      return ledger.snapshot(header.asOf());
    } catch (JsonMappingException e) {
      throw new IOException("it holds something else: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException("it holds an offer that is none", e);
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
   * @param offers how many lines follow
   */
  @RegisterForReflection
  record Header(int format, Instant asOf, int offers) {}

  /**
   * @param availability null where there is no verdict
   */
  @RegisterForReflection
  record Line(Offer offer, Availability availability) {}
}
