package ai.gatewayz.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures as they are printed, in Markdown.
 *
 * @param note under the title: how it was measured
 */
public record Table(String title, String note, List<String> columns, List<List<String>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(title + ": " + row + " does not fit " + columns);
      }
    }
  }

  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + title);
    lines.add("");
    if (!note.isBlank()) {
      lines.add(note);
      lines.add("");
    }
    lines.add(line(columns));
    lines.add("|" + "---|".repeat(columns.size()));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
