package ai.gatewayz.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What was released, by version: its schemas and events that were recorded with it. */
final class Released {

  private Released() {}

  static List<Path> versions() {
    try (Stream<Path> folders = Files.list(EventType.folder().resolve("released"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
