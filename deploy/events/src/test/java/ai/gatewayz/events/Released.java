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

  /** The events that a version had: there are more of them later, never fewer. */
  static Stream<EventType> events(Path version) {
    return Stream.of(EventType.values())
        .filter(event -> Files.exists(version.resolve("schemas").resolve(event.file())));
  }

  static List<Path> versions() {
    try (Stream<Path> folders = Files.list(EventType.folder().resolve("released"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
