package ai.gatewayz.health.verdict;

import ai.gatewayz.health.contract.Availability.Source;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a window of live traffic as evidence. */
public final class TrafficReading {

  private static final Map<String, Finding> BY_LABEL =
      Arrays.stream(Finding.values())
          .collect(Collectors.toUnmodifiableMap(Finding::label, finding -> finding));

  /** The last bucket has no bound that could be reckoned with. */
  private static final long SLOWEST_MILLIS = 86_400_000;

  private TrafficReading() {}

  /**
   * What the window says of its offer. The order within a window is not known: next to answers, a
   * sign that the model is gone is a suspicion and no more, however often it came, and faults of
   * the moment count where they are at least as many as the answers.
   */
  public static List<Observation> of(OutcomeWindow window) {
    long answers = 0;
    for (Map.Entry<String, Long> entry : window.findings().entrySet()) {
      answers +=
          finding(entry.getKey())
              .filter(f -> f == Finding.ANSWERED)
              .map(f -> entry.getValue())
              .orElse(0L);
    }
    List<Observation> observations = new ArrayList<>();
    if (answers > 0) {
      observations.add(observation(window, Finding.ANSWERED, answers, true));
    }
    for (Map.Entry<String, Long> entry : window.findings().entrySet()) {
      Optional<Finding> finding = finding(entry.getKey());
      long count = entry.getValue();
      if (finding.isPresent() && count > 0 && counts(finding.get(), count, answers)) {
        boolean doubtful = answers > 0 && finding.get().subject() == Subject.MODEL;
        observations.add(observation(window, finding.get(), doubtful ? 1 : count, false));
      }
    }
    return observations;
  }

  private static boolean counts(Finding finding, long count, long answers) {
    return switch (finding.subject()) {
      case MODEL -> !finding.alive() && (answers == 0 || finding != Finding.COLD);
      case ACCOUNT -> true;
      case REQUEST -> false;
      case MOMENT -> count >= Math.max(1, answers);
    };
  }

  private static Observation observation(
      OutcomeWindow window, Finding finding, long count, boolean good) {
    int status = good || window.httpStatus() == null ? 0 : window.httpStatus();
    return new Observation(
        window.to(),
        Source.TRAFFIC,
        finding,
        count,
        status,
        Optional.empty(),
        good ? medianTtft(window.ttftMillis()) : null);
  }

  private static Long medianTtft(Map<Long, Long> buckets) {
    long total = buckets.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (Long bound : buckets.keySet().stream().sorted().toList()) {
      seen += buckets.get(bound);
      if (total > 0 && seen * 2 >= total) {
        return Math.min(bound, SLOWEST_MILLIS);
      }
    }
    return null;
  }

  /** A finding that this reader is too old to know says nothing. */
  private static Optional<Finding> finding(String label) {
    return Optional.ofNullable(BY_LABEL.get(label.toLowerCase(Locale.ROOT)));
  }
}
