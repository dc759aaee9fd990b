package ai.gatewayz.gateway.explain;

import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.LeftOut.Reason;
import ai.gatewayz.gateway.routing.Need;
import ai.gatewayz.health.contract.Availability;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in sentences what keeps offers out. Pure. */
final class ExclusionText {

  /** Of a list of names in a sentence. */
  private static final int MOST_NAMES = 8;

  private ExclusionText() {}

  /**
   * @param outs all that are left out for that reason
   */
  static String of(Reason reason, List<LeftOut> outs) {
    return switch (reason) {
      case NOT_ALLOWED -> "This API key may not use it at " + providers(outs) + ".";
      case UNCONFIGURED -> "This gateway has no API key for " + providers(outs) + ".";
      case NOT_WANTED, OVER_PRICE -> conditions(outs, "");
      case NO_PROMISE -> conditions(outs, ": only OpenRouter supports this data policy");
      case MISSING_CAPABILITY -> missing(outs);
      case REFUTED_CAPABILITY -> refuted(outs);
      case BLOCKED ->
          outs.stream().map(ExclusionText::blocked).distinct().collect(Collectors.joining(" "));
      case NOT_SERVERLESS -> "It runs only on a dedicated deployment at " + providers(outs) + ".";
      case CONTEXT_TOO_SMALL -> "Its context is too small at " + providers(outs) + ".";
      case UNAVAILABLE ->
          outs.stream().map(ExclusionText::unavailable).distinct().collect(Collectors.joining(" "));
      case COLD -> "It is cold (not loaded) at " + providers(outs) + ".";
      case COOLING -> "It has just failed at " + providers(outs) + ".";
    };
  }

  private static String conditions(List<LeftOut> outs, String more) {
    Map<String, List<LeftOut>> byCondition =
        outs.stream()
            .collect(
                Collectors.groupingBy(LeftOut::condition, LinkedHashMap::new, Collectors.toList()));
    return byCondition.entrySet().stream()
        .map(entry -> entry.getKey() + " excludes " + providers(entry.getValue()) + more + ".")
        .collect(Collectors.joining(" "));
  }

  private static String missing(List<LeftOut> outs) {
    List<LeftOut> required = outs.stream().filter(out -> !out.condition().isEmpty()).toList();
    List<LeftOut> other = outs.stream().filter(out -> out.condition().isEmpty()).toList();
    String text =
        required.isEmpty()
            ? ""
            : conditions(
                required,
                ": not known to support the tools, images, schemas or reasoning of this request");
    if (!other.isEmpty()) {
      text +=
          (text.isEmpty() ? "" : " ")
              + "It is for another task ("
              + names(other.stream().map(out -> out.offer().offer().task()).toList())
              + ") at "
              + providers(other)
              + ".";
    }
    return text;
  }

  private static String refuted(List<LeftOut> outs) {
    Map<String, List<LeftOut>> byField =
        outs.stream()
            .collect(
                Collectors.groupingBy(LeftOut::condition, LinkedHashMap::new, Collectors.toList()));
    return byField.entrySet().stream()
        .map(
            entry ->
                "Tests have shown that it cannot "
                    + Need.words(entry.getKey())
                    + " at "
                    + providers(entry.getValue())
                    + ".")
        .collect(Collectors.joining(" "));
  }

  private static String blocked(LeftOut out) {
    LeftOut.Block block = out.block();
    return "Blocked at "
        + out.offer().offer().provider()
        + (block.until() == null ? "" : " until " + block.until())
        + ": "
        + sentence(block.reason());
  }

  private static String unavailable(LeftOut out) {
    String provider = out.offer().offer().provider();
    Availability verdict = out.offer().availability();
    if (verdict == null || verdict.reason() == null) {
      return "It does not answer at " + provider + ".";
    }
    return verdict.source() == Availability.Source.OPERATOR
        ? "An operator's override makes it unavailable at "
            + provider
            + (verdict.retryAt() == null ? "" : " until " + verdict.retryAt())
            + "."
        : "It does not answer at " + provider + " (" + verdict.reason() + ").";
  }

  private static String sentence(String words) {
    return words.endsWith(".") || words.endsWith("!") || words.endsWith("?") ? words : words + ".";
  }

  private static String providers(List<LeftOut> outs) {
    return names(outs.stream().map(out -> out.offer().offer().provider()).toList());
  }

  private static String names(Collection<String> all) {
    List<String> names = List.copyOf(new TreeSet<>(all));
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and "
            + (names.size() - MOST_NAMES)
            + " more";
  }
}
