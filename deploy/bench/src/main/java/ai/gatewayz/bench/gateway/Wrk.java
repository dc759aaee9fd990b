package ai.gatewayz.bench.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator {@code wrk}: as many requests as the connections take, one after the other.
 */
public final class Wrk {

  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  private static final String SCRIPT =
      """
      wrk.method = "POST"
      wrk.body = [[%s]]
      wrk.headers["Content-Type"] = "application/json"
      wrk.headers["Authorization"] = "Bearer %s"
      done = function(summary, latency, requests)
        local e = summary.errors
        io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
          latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
      end
      """;

  private final String program;
  private final Path script;

  /**
   * @param program where wrk is
   */
  public Wrk(String program, Path folder) {
    this.program = program;
    this.script = folder.resolve("request.lua");
  }

  /**
   * @param p50Micros of latency
   * @param errors anything but an answer with status 200
   */
  public record Load(double perSecond, double p50Micros, double p99Micros, long errors) {}

  Load run(Target target, int connections, int seconds) throws IOException, InterruptedException {
    return run(target, target.plain(), connections, seconds);
  }

  /**
   * @param body what is sent, over and over
   */
  public Load run(Target target, String body, int connections, int seconds)
      throws IOException, InterruptedException {
    Files.writeString(script, SCRIPT.formatted(body, Target.KEY));
    Process process =
        new ProcessBuilder(
                program,
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "-s",
                script.toString(),
                target.url())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return parse(output);
  }

  static Load parse(String output) throws IOException {
    Matcher result = RESULT.matcher(output);
    if (!result.find()) {
      throw new IOException("wrk said: " + output);
    }
    double micros = Double.parseDouble(result.group(2));
    return new Load(
        Double.parseDouble(result.group(1)) / (micros / 1e6),
        Double.parseDouble(result.group(3)),
        Double.parseDouble(result.group(4)),
        Long.parseLong(result.group(5)));
  }
}
