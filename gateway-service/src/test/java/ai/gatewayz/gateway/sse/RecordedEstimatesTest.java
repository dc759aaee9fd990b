package ai.gatewayz.gateway.sse;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.gateway.tokens.TokenMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Estimates beside what providers told, over all recorded streams that tell. */
class RecordedEstimatesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root", ".."))
          .resolve("../shared/recordings")
          .normalize();

  private record Told(long said, long told) {

    double error() {
      return Math.abs(TokenMeter.ofAnswer(said) - told) / (double) told;
    }
  }

  @Test
  void halfOfTheAnswersAreEstimatedWithinFifteenPercent() throws IOException {
    assumeTrue(
        Files.exists(FOLDER),
        "no recordings at ../shared/recordings: estimates are not compared with them");
    List<Double> errors = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sse")).toList()) {
        Told stream = read(file);
        if (stream.told > 0 && stream.said > 0) {
          errors.add(stream.error());
        }
      }
    }
    errors.sort(null);
    double median = errors.get(errors.size() / 2);
    System.out.println(errors.size() + " answers, median error " + median);
    assertTrue(errors.size() > 200, errors.size() + " answers tell their tokens");
    assertTrue(median < 0.15, "median error " + median);
  }

  private static Told read(Path file) throws IOException {
    long said = 0;
    long told = 0;
    for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\\r?\\n")) {
      if (line.startsWith("data:")
          && ChunkReader.read(line.substring(5).strip().getBytes(StandardCharsets.UTF_8))
              instanceof Chunk.Part part) {
        said += part.said();
        told = part.usage() == null ? told : part.usage().output();
      }
    }
    return new Told(said, told);
  }
}
