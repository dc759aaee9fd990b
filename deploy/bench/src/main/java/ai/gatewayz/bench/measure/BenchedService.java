package ai.gatewayz.bench.measure;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.local.launcher.Packaging;
import ai.gatewayz.local.launcher.Ports;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.local.launcher.ServiceProcess;
import ai.gatewayz.local.launcher.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged service as a process of its own, seen from outside. */
public final class BenchedService implements AutoCloseable {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ServiceProcess process;
  private final URI metrics;
  private final double readyMillis;

  private BenchedService(ServiceProcess process, URI metrics, double readyMillis) {
    this.process = process;
    this.metrics = metrics;
    this.readyMillis = readyMillis;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param port where it serves
   * @param management where it tells its metrics
   */
  public static BenchedService start(
      Setting setting,
      Service service,
      Packaging packaging,
      Ports ports,
      int port,
      int management,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    StackOptions options =
        new StackOptions(
            setting.root(),
            setting.folder(service.module()),
            ports,
            packaging,
            false,
            setting.recordings(),
            Map.of());
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", Integer.toString(port));
    properties.put("quarkus.management.host", "127.0.0.1");
    properties.put("quarkus.management.port", Integer.toString(management));
    long began = System.nanoTime();
    ServiceProcess process = ServiceProcess.start(service, options, properties);
    try {
      while (!process.isReady(HTTP)) {
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NANOS) {
          throw new IOException(service.module() + " does not start: " + process.lastWords(15));
        }
        Thread.sleep(20); // more often, and the answers would take a part of the start
      }
    } catch (IOException | InterruptedException e) {
      process.kill();
      throw e;
    }
    return new BenchedService(
        process,
        URI.create("http://127.0.0.1:" + management + "/q/metrics"),
        (System.nanoTime() - began) / 1e6);
  }

  /** From the start of the process to its readiness. */
  public double readyMillis() {
    return readyMillis;
  }

  public ProcessMemory memory() throws IOException {
    return ProcessMemory.of(pid());
  }

  public ProcessorTime processor() {
    return ProcessorTime.of(pid());
  }

  public long pid() {
    return process.process().pid();
  }

  /**
   * The sum of a metric's series; NaN where there is none.
   *
   * @param series its name, with or without labels, as a regular expression
   */
  public double metric(String series) throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IOException("it has ended: " + process.lastWords(15));
    }
    String all =
        HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher line = Pattern.compile("(?m)^" + series + " (\\S+)$").matcher(all);
    double sum = Double.NaN;
    while (line.find()) {
      sum = Double.parseDouble(line.group(1)) + (Double.isNaN(sum) ? 0 : sum);
    }
    return sum;
  }

  @Override
  public void close() throws InterruptedException {
    process.stop();
  }
}
