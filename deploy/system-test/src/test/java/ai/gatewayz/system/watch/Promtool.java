package ai.gatewayz.system.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Prometheus' own judge of rules, configurations and metrics.
 *
 * @param exit 0 where it is content
 * @param words what it says
 */
public record Promtool(int exit, String words) {

  public static boolean there() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
  }

  static Promtool run(List<String> arguments) throws IOException, InterruptedException {
    return run(arguments, "");
  }

  /** What it remarks on metrics as a service exports them: a line for each. */
  public static List<String> remarks(String metrics) throws IOException, InterruptedException {
    return run(List.of("check", "metrics"), metrics).words.lines().toList();
  }

  private static Promtool run(List<String> arguments, String input)
      throws IOException, InterruptedException {
    Path in = Files.createTempFile("promtool", ".in");
    Path out = Files.createTempFile("promtool", ".log");
    try {
      Files.writeString(in, input);
      List<String> command = new ArrayList<>(List.of("promtool"));
      command.addAll(arguments);
      Process promtool =
          new ProcessBuilder(command)
              .directory(Watching.FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .start();
      assertTrue(promtool.waitFor(60, TimeUnit.SECONDS), "promtool hangs");
      return new Promtool(promtool.exitValue(), Files.readString(out));
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
