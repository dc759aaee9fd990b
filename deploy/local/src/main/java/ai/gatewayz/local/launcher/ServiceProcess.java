package ai.gatewayz.local.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of its own, its output in a log file. */
public final class ServiceProcess {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Service service;
  private final Process process;
  private final Path log;
  private final URI ready;

  private ServiceProcess(Service service, Process process, Path log, URI ready) {
    this.service = service;
    this.process = process;
    this.log = log;
    this.ready = ready;
  }

  /**
   * Starts it and returns at once.
   *
   * @param properties configuration, handed over as environment variables so that no secret shows
   *     in a process list
   */
  public static ServiceProcess start(
      Service service, StackOptions options, Map<String, String> properties) throws IOException {
    Path log = options.data().resolve("logs/" + service.module() + ".log");
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(options.packaging().command(service, options.root()));
    properties.forEach((name, value) -> builder.environment().put(variable(name), value));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    URI ready =
        URI.create(
            "http://127.0.0.1:" + service.managementPort(options.ports()) + "/q/health/ready");
    return new ServiceProcess(service, process, log, ready);
  }

  /** {@code quarkus.http.port} becomes {@code QUARKUS_HTTP_PORT}. */
  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  public boolean isReady(HttpClient http) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet: the caller asks again, and notices when the process dies
    }
  }

  Service service() {
    return service;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Process process() {
    return process;
  }

  public Path log() {
    return log;
  }

  /** The end of its log, for a message that explains why it died. */
  public String lastWords(int lines) throws IOException {
    List<String> all = Files.readAllLines(log);
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  /** Asks it to stop, waits, and kills it only when it does not. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Ends it as a crash would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
