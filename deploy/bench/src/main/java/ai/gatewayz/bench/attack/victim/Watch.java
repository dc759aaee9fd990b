package ai.gatewayz.bench.attack.victim;

import ai.gatewayz.bench.Shipped;
import ai.gatewayz.bench.measure.ProcessMemory;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches one service during one attack: its memory, and whether it lives and answers. */
public final class Watch implements AutoCloseable {

  private static final Pattern COLLECTED =
      Pattern.compile("Pause Full .* \\d+M->(\\d+)M\\(\\d+M\\)");

  /**
   * Of its heap that may be in use after a full collection; what is beyond is no more than luck.
   */
  private static final double MOST_OF_HEAP = 0.9;

  private final Target target;
  private final Service service;
  private final Shipped shipped;
  private final long pid;
  private final Path collections;
  private final long logged;
  private final Pulse pulse;

  private Watch(Target target, Service service, Shipped shipped, Path collections)
      throws IOException {
    this.target = target;
    this.service = service;
    this.shipped = shipped;
    this.collections = collections;
    pid = target.stack().pid(service);
    logged = Files.size(collections);
    // What was the most so far is forgotten.
    Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
    pulse = Pulse.start(target.management(service));
  }

  public static Watch start(Target target, Service service) throws IOException {
    Path folder = target.stack().options().data();
    return new Watch(
        target,
        service,
        Shipped.read(target.root(), service),
        Shipped.collections(folder, service));
  }

  /** What was seen so far; a service that has ended is started again for what comes next. */
  public Seen seen() throws Exception {
    List<String> complaints = new ArrayList<>();
    long resident = 0;
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
      resident = ProcessMemory.of(pid).peak();
      collect();
    } else {
      String words = target.stack().casualty().map(Throwable::getMessage).orElse("");
      complaints.add("the process has ended: " + words);
      target.stack().stop(service);
      target.stack().start(service);
    }
    if (resident > shipped.memory()) {
      complaints.add("more memory than the pod has: " + ProcessMemory.megabytes(resident));
    }
    long heap = heap();
    if (heap > MOST_OF_HEAP * shipped.heap()) {
      complaints.add("the heap is full: " + ProcessMemory.megabytes(heap));
    }
    if (pulse.stopped()) {
      complaints.add("three health checks in a row had no answer in time");
    }
    return new Seen(service, heap, resident, pulse.slowestMillis(), complaints);
  }

  /** So that there is a full collection in any case. */
  private void collect() throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    new ProcessBuilder(program.toString(), Long.toString(pid), "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Bytes that were in use after a full collection, at most. */
  private long heap() throws IOException {
    byte[] all = Files.readAllBytes(collections);
    // A service that was started anew began its log anew.
    int from = all.length < logged ? 0 : (int) logged;
    Matcher collected =
        COLLECTED.matcher(new String(all, from, all.length - from, StandardCharsets.UTF_8));
    long most = 0;
    while (collected.find()) {
      most = Math.max(most, Long.parseLong(collected.group(1)) << 20);
    }
    return most;
  }

  /**
   * @param heap bytes in use after a full collection at most
   * @param resident bytes at most
   * @param slowest milliseconds of the slowest answer to whether it lives
   * @param complaints what should not be, as sentences
   */
  public record Seen(
      Service service, long heap, long resident, double slowest, List<String> complaints) {}

  @Override
  public void close() {
    pulse.close();
  }
}
