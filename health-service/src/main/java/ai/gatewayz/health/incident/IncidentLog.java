package ai.gatewayz.health.incident;

import ai.gatewayz.catalog.log.Fields;
import io.quarkus.logging.Log;
import java.util.List;
import java.util.Locale;

/** A line where an incident begins, and one where it ends. */
final class IncidentLog {

  private IncidentLog() {}

  static void done(List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Opens opens -> opens(opens);
        case Step.Closes closes when closes.ending() != Step.Ending.GROUPED -> closes(closes);
        case Step.Closes ignored -> {} // it goes on as a part of its provider's
        case Step.Grows ignored -> {}
      }
    }
  }

  private static void opens(Step.Opens opens) {
    String cause = word(opens.cause());
    Fields.of("provider", opens.provider())
        .and("offer", opens.offer())
        .and("cause", cause)
        .and("reason", opens.reason())
        .and("since", opens.at())
        .on(
            () ->
                Log.warnf(
                    "An incident of the %s began at %s: %s", cause, opens.at(), opens.reason()));
  }

  private static void closes(Step.Closes closes) {
    String ending = word(closes.ending());
    Fields.of("incident", closes.id())
        .and("ending", ending)
        .on(() -> Log.infof("Incident %d is over: %s", closes.id(), ending));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
