package ai.gatewayz.system.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was told of a scene.
 *
 * @param fired every alert that fired in it
 * @param after how long after its beginning each was seen first
 * @param quiet how long after what was broken was mended none fired any more
 */
record Told(Scene scene, Set<String> fired, Map<String, Duration> after, Duration quiet) {

  static String table(List<Told> all) {
    return "| scene | fired, after its beginning | quiet again, after it was mended |\n"
        + "|---|---|---|\n"
        + all.stream().map(Told::row).collect(Collectors.joining());
  }

  private String row() {
    String alerts =
        fired.stream()
            .map(
                each ->
                    "`" + each + "`" + (after.containsKey(each) ? seconds(after.get(each)) : ""))
            .collect(Collectors.joining(", "));
    return "| "
        + scene.name()
        + " | "
        + (alerts.isEmpty() ? "nothing" : alerts)
        + " | "
        + (alerts.isEmpty() ? "" : quiet.toSeconds() + " s")
        + " |\n";
  }

  private static String seconds(Duration passed) {
    return " " + passed.toSeconds() + " s";
  }
}
