package ai.gatewayz.system.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for.
 *
 * @param selectors metrics with the labels that they are selected by, and by which values
 * @param grouped labels that results are grouped, joined or named by
 */
public record Expression(String text, List<Selector> selectors, Set<String> grouped) {

  /**
   * @param labels values as they are written, regular expressions included
   */
  public record Selector(String metric, Map<String, String> labels) {}

  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|ignoring|without|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*})?\\s*(\\()?");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Set<String> WORDS =
      Set.of(
          "by",
          "on",
          "and",
          "or",
          "unless",
          "bool",
          "offset",
          "ignoring",
          "without",
          "group_left",
          "group_right",
          "le");

  public static Expression parse(String text) {
    Set<String> grouped = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",")) {
        if (!label.isBlank()) {
          grouped.add(label.strip());
        }
      }
    }
    List<Selector> selectors = new ArrayList<>();
    String rest = RANGE.matcher(GROUPING.matcher(text).replaceAll(" ")).replaceAll(" ");
    Matcher selector = SELECTOR.matcher(rest);
    while (selector.find()) {
      String name = selector.group(1);
      if (selector.group(3) == null && !WORDS.contains(name)) {
        selectors.add(new Selector(name, labels(selector.group(2))));
      }
    }
    return new Expression(text, selectors, grouped);
  }

  private static Map<String, String> labels(String braces) {
    Map<String, String> labels = new TreeMap<>();
    if (braces != null) {
      Matcher matcher = MATCHER.matcher(braces);
      while (matcher.find()) {
        labels.put(matcher.group(1), matcher.group(2));
      }
    }
    return labels;
  }
}
