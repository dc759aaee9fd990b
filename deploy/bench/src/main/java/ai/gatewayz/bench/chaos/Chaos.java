package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.SkippedException;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.ToTheEnd;
import ai.gatewayz.local.launcher.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code make chaos}: plays the scenarios, prints their table and fails where a goal is missed. */
public final class Chaos {

  private Chaos() {}

  /** {@code [--only NAME,NAME] [--help]}. */
  public static void main(String[] arguments) throws Exception {
    List<Scenario> all = Scenarios.all();
    List<String> names = all.stream().map(Scenario::name).toList();
    List<String> only = names;
    if (arguments.length == 2 && arguments[0].equals("--only")) {
      only = Arrays.asList(arguments[1].split(","));
    } else if (arguments.length != 0) {
      help(all);
      System.exit(arguments[0].equals("--help") ? 0 : 2);
    }
    if (!names.containsAll(only)) {
      System.err.println("There are " + names + ", not " + only);
      System.exit(2);
    }
    List<String> chosen = only;
    List<Scenario> wanted = all.stream().filter(each -> chosen.contains(each.name())).toList();
    System.exit(ToTheEnd.run(() -> play(wanted)) ? 0 : 1);
  }

  private static void help(List<Scenario> all) {
    System.out.println("make chaos [ONLY=NAME,NAME]");
    all.forEach(each -> System.out.printf("  %-22s %s%n", each.name(), each.about()));
  }

  private static boolean play(List<Scenario> scenarios) throws Exception {
    Path root = Path.of("").toAbsolutePath();
    Progress progress = new Progress(System.out);
    Path work = Files.createTempDirectory("gatewayz-chaos");
    progress.line("data and logs are in " + work);
    List<List<String>> rows = new ArrayList<>();
    boolean good = true;
    try (Theatre theatre = new Theatre(new Setting(root, work, work, progress))) {
      for (Scenario scenario : scenarios) {
        try {
          Outcome outcome = theatre.play(scenario);
          rows.add(outcome.row());
          good &= outcome.good();
        } catch (SkippedException e) {
          progress.line(scenario.name() + " is skipped, it needs " + e.getMessage());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        } catch (Exception e) {
          good = false;
          progress.line(scenario.name() + " failed");
          e.printStackTrace();
          theatre.close();
        }
      }
    }
    Table table =
        new Table(
            "What breaks, under 20 completions a second",
            "Every second one is streamed; nothing is sent twice. Goal: none failed at gateways"
                + " that are up, all complete within %.0f s.".formatted(Outcome.WANTED_SECONDS),
            Outcome.COLUMNS,
            rows);
    System.out.println("\n" + table.markdown());
    Path file = root.resolve("deploy/bench/target/chaos.md");
    Files.writeString(file, table.markdown());
    progress.line("the table is in " + root.relativize(file));
    progress.line(good ? "all goals are met" : "goals are missed");
    return good;
  }
}
