package ai.gatewayz.bench.attack;

import ai.gatewayz.bench.ToTheEnd;
import ai.gatewayz.local.launcher.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code make attack}: attacks the packaged services on loopback and prints what came of it. */
public final class AttackMain {

  private AttackMain() {}

  /**
   * {@code [--only KIND,KIND] [--short] [--help]}; ends with 1 where anything was not withstood.
   */
  public static void main(String[] arguments) throws Exception {
    Collection<String> only = AttackSuite.KINDS.keySet();
    boolean isShort = false;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--only") && i + 1 < arguments.length) {
        only = Arrays.asList(arguments[++i].split(","));
      } else if (arguments[i].equals("--short")) {
        isShort = true;
      } else {
        help();
        System.exit(arguments[i].equals("--help") ? 0 : 2);
      }
    }
    if (!AttackSuite.KINDS.keySet().containsAll(only)) {
      System.err.println("There are " + AttackSuite.KINDS.keySet() + ", not " + only);
      System.exit(2);
    }
    Collection<String> kinds = only;
    boolean shortForm = isShort;
    System.exit(ToTheEnd.run(() -> run(kinds, shortForm)) ? 0 : 1);
  }

  private static void help() {
    System.out.println("make attack [ONLY=KIND,KIND] [SHORT=1]");
    System.out.println(
        "Attacks the packaged services, each with the memory of its pod, on loopback; about ten minutes.");
    System.out.println("SHORT=1 sends a fifth, as `make test` does. Exit code 1 if one fails.");
    AttackSuite.KINDS.forEach((kind, about) -> System.out.printf("  %-10s %s%n", kind, about));
  }

  private static boolean run(Collection<String> only, boolean isShort) throws Exception {
    Path root = Path.of("").toAbsolutePath();
    Progress progress = new Progress(System.out);
    Path folder = Files.createTempDirectory("gatewayz-attack");
    Path recordings = root.resolve("../shared/recordings").normalize();
    List<Result> results = new AttackSuite(progress, isShort).run(root, folder, recordings, only);
    String table = Result.table(results).markdown();
    System.out.println("\n" + table);
    Files.writeString(root.resolve("deploy/bench/target/attack.md"), table);
    boolean withstood = results.stream().allMatch(Result::withstood);
    if (withstood) {
      delete(folder);
    } else {
      progress.line("the logs are in " + folder);
    }
    return withstood;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
