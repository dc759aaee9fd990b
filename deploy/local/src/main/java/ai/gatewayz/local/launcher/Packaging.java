package ai.gatewayz.local.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the services are run from. */
public sealed interface Packaging {

  /**
   * A local run shares a small machine: start fast, stay small, from the {@link StartCache} where
   * one was made.
   */
  static Jars jars() {
    return new Jars(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"), true);
  }

  static Packaging executables() {
    return new Executables(List.of("-Xmx256m", "-Xmn16m"));
  }

  /** The file that must have been built. */
  Path artifact(Service service, Path root);

  List<String> command(Service service, Path root);

  /** The make target that builds it. */
  String target();

  /** The same with further options of the JVM or the executable. */
  Packaging with(List<String> more);

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /**
   * The JARs, on the JVM that runs this.
   *
   * @param options of the JVM; {@code {service}} in one is the service's name
   * @param startCaches whether it starts from its {@link StartCache}, where that was made
   */
  record Jars(List<String> options, boolean startCaches) implements Packaging {

    private static final List<String> QUIET =
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    public Jars(List<String> options) {
      this(options, false);
    }

    @Override
    public Jars with(List<String> more) {
      return new Jars(joined(options, more), startCaches);
    }

    @Override
    public Path artifact(Service service, Path root) {
      return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    public List<String> command(Service service, Path root) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      options.forEach(option -> command.add(option.replace("{service}", service.module())));
      Path cache = StartCache.file(service, root);
      if (startCaches && Files.exists(cache)) {
        command.add("-XX:AOTCache=" + cache);
      }
      command.addAll(QUIET);
      command.add("-jar");
      command.add(artifact(service, root).toString());
      return command;
    }

    @Override
    public String target() {
      return "build";
    }
  }

  /**
   * The native executables.
   *
   * @param options of their run time, such as {@code -Xmx}
   */
  record Executables(List<String> options) implements Packaging {

    @Override
    public Executables with(List<String> more) {
      return new Executables(joined(options, more));
    }

    @Override
    public Path artifact(Service service, Path root) {
      return root.resolve(service.module())
          .resolve("target/" + service.module() + "-0.1.0-SNAPSHOT-runner");
    }

    @Override
    public List<String> command(Service service, Path root) {
      List<String> command = new ArrayList<>();
      command.add(artifact(service, root).toString());
      command.addAll(options);
      return command;
    }

    @Override
    public String target() {
      return "native";
    }
  }
}
