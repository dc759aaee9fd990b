package ai.gatewayz.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Resident memory over time, a line for each process. */
final class Chart {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 300;
  private static final int EDGE = 50;
  private static final List<String> COLOURS = List.of("#1f6feb", "#cf222e", "#1a7f37", "#8250df");

  private Chart() {}

  static String svg(List<Course> courses) {
    double seconds =
        courses.stream().mapToDouble(each -> each.samples().getLast().second()).max().orElse(1);
    double megabytes =
        1.1
            * courses.stream()
                .flatMap(each -> each.samples().stream())
                .mapToDouble(each -> each.resident() / 1e6)
                .max()
                .orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE));
    svg.append(
        "<path d=\"M%d %dv%dh%d\" fill=\"none\" stroke=\"#888\"/>\n"
            .formatted(EDGE, EDGE, HEIGHT, WIDTH));
    svg.append(
        "<text x=\"4\" y=\"%d\">%.0f MB</text><text x=\"%d\" y=\"%d\">%.0f min</text>\n"
            .formatted(EDGE, megabytes, EDGE + WIDTH - 30, EDGE + HEIGHT + 20, seconds / 60));
    for (int i = 0; i < courses.size(); i++) {
      Course course = courses.get(i);
      String colour = COLOURS.get(i % COLOURS.size());
      String points =
          course.samples().stream()
              .map(
                  each ->
                      String.format(
                          Locale.ROOT,
                          "%.1f,%.1f",
                          EDGE + WIDTH * each.second() / seconds,
                          EDGE + HEIGHT - HEIGHT * each.resident() / 1e6 / megabytes))
              .collect(Collectors.joining(" "));
      svg.append(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>\n".formatted(points, colour));
      svg.append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n"
              .formatted(EDGE + 10 + 160 * i, EDGE - 20, colour, course.name()));
    }
    return svg.append("</svg>\n").toString();
  }
}
