package ai.gatewayz.local.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code make up}: starts the stack, says what to try, and stops everything on Ctrl-C. */
public final class Main {

  private static final String HELP =
      """
      Starts Gatewayz on loopback: PostgreSQL, Kafka, catalog, health and gateway.

      Without a provider key in the environment the providers are simulated; with one (OPENROUTER_API_KEY,
      PORTKEY_API_KEY, FEATHERLESS_API_KEY, FIREWORKS_API_KEY, TOGETHER_API_KEY or HF_TOKEN) the real ones are used.

        --native            run the native executables (make native) rather than the JARs
        --simulator         simulate the providers even where keys are set
        --data DIR          data, logs and secrets (default .local)
        --recordings DIR    recorded model lists for the simulator (default ../shared/recordings, where it exists)
        --port-offset N     move all ports up by N
        --help              this text
      """;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    CommandLine command;
    try {
      command = CommandLine.parse(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + HELP);
      System.exit(2);
      return;
    }
    if (command.help()) {
      out.print(HELP);
      return;
    }
    System.exit(run(command, out));
  }

  /**
   * Returns the exit status: 0 after Ctrl-C, 1 where the stack could not start or a service died.
   */
  private static int run(CommandLine command, PrintStream out) throws Exception {
    Progress progress = new Progress(out);
    Path root = Path.of("").toAbsolutePath();
    StackOptions options =
        new StackOptions(
            root,
            root.resolve(command.data()),
            Ports.standard(command.portOffset()),
            command.nativeExecutables() ? Packaging.executables() : Packaging.jars(),
            command.simulator(),
            root.resolve(command.recordings()).normalize(),
            Map.of());
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(stopOn(interrupted, stopped));
    try (DataLock lock = DataLock.acquire(options.data());
        LocalStack stack = LocalStack.start(options, progress)) {
      new Welcome(stack, out).print(progress, interrupted);
      return watch(stack, interrupted, progress);
    } catch (StackException e) {
      System.err.println("\n" + e.getMessage());
      return 1;
    } finally {
      progress.line("everything is stopped");
      stopped.countDown();
    }
  }

  /** Ctrl-C ends the JVM as soon as the hooks have ended: hold it until the stack is closed. */
  private static Thread stopOn(CountDownLatch interrupted, CountDownLatch stopped) {
    return new Thread(
        () -> {
          interrupted.countDown();
          try {
            stopped.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "stop");
  }

  private static int watch(LocalStack stack, CountDownLatch interrupted, Progress progress)
      throws Exception {
    while (!interrupted.await(1, TimeUnit.SECONDS)) {
      Optional<StackException> casualty = stack.casualty();
      if (casualty.isPresent() && interrupted.getCount() > 0) {
        throw casualty.get();
      }
    }
    progress.line("stopping: services first, then Kafka and PostgreSQL");
    return 0;
  }
}
