package ai.gatewayz.health.incident;

import ai.gatewayz.health.incident.Situation.Account;
import ai.gatewayz.health.incident.Situation.Cause;
import ai.gatewayz.health.incident.Situation.Down;
import ai.gatewayz.health.incident.Situation.Open;
import ai.gatewayz.health.verdict.VerdictPolicy;
import ai.gatewayz.providers.evidence.Finding;
import ai.gatewayz.providers.evidence.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When incidents open, grow and close. Pure. */
final class IncidentRules {

  /** What counts as "at once". */
  static final Duration LATE = Duration.ofMinutes(15);

  /** Fewer offers are no sign that the provider is at fault. */
  private static final int FEWEST = 3;

  static final Set<String> OF_THE_MOMENT = ofTheMoment();

  private IncidentRules() {}

  private static Set<String> ofTheMoment() {
    Set<String> labels = new HashSet<>();
    for (Finding finding : Finding.values()) {
      if (finding.subject() == Subject.MOMENT) {
        labels.add(finding.label());
      }
    }
    labels.add(VerdictPolicy.FAILING);
    return Set.copyOf(labels);
  }

  static List<Step> steps(Situation situation) {
    List<Step> steps = new ArrayList<>();
    Set<Down> single = new HashSet<>(situation.down());
    providers(situation).forEach(provider -> ofProvider(situation, provider, single, steps));
    accounts(situation, steps);
    offers(situation, single, steps);
    return steps;
  }

  private static Set<String> providers(Situation situation) {
    Set<String> providers = new TreeSet<>();
    situation.down().forEach(each -> providers.add(each.provider()));
    situation.open().forEach(each -> providers.add(each.provider()));
    return providers;
  }

  /**
   * Opens where no more have answered since the first of them failed than fail; stays while several
   * still do.
   */
  private static void ofProvider(
      Situation situation, String provider, Set<Down> single, List<Step> steps) {
    List<Down> failing =
        situation.down().stream()
            .filter(each -> each.provider().equals(provider))
            .filter(each -> each.reason() != null && OF_THE_MOMENT.contains(each.reason()))
            .toList();
    Open open = open(situation, Cause.PROVIDER).filter(of(provider)).findFirst().orElse(null);
    if (failing.size() < FEWEST) {
      if (open != null) {
        steps.add(new Step.Closes(open.id(), Step.Ending.RECOVERED));
      }
      return;
    }
    if (open == null) {
      Instant late = situation.now().minus(LATE);
      List<Down> atOnce = failing.stream().filter(each -> each.since().isAfter(late)).toList();
      // Whatever was looked at before it began, and was well, is no sign against an outage.
      long answered = situation.answered().getOrDefault(provider, 0L);
      if (atOnce.size() < FEWEST || atOnce.size() < answered) {
        return;
      }
      Down first = atOnce.stream().min(Comparator.comparing(Down::since)).orElseThrow();
      steps.add(
          new Step.Opens(
              Cause.PROVIDER, provider, null, first.reason(), first.since(), failing.size()));
    } else if (failing.size() > open.offers()) {
      steps.add(new Step.Grows(open.id(), failing.size()));
    }
    failing.forEach(single::remove);
  }

  private static void accounts(Situation situation, List<Step> steps) {
    for (Account account : situation.accounts()) {
      if (open(situation, Cause.ACCOUNT).noneMatch(of(account.provider()))) {
        steps.add(
            new Step.Opens(
                Cause.ACCOUNT, account.provider(), null, account.finding(), account.since(), 0));
      }
    }
    open(situation, Cause.ACCOUNT)
        .filter(
            each ->
                situation.accounts().stream()
                    .noneMatch(account -> account.provider().equals(each.provider())))
        .forEach(each -> steps.add(new Step.Closes(each.id(), Step.Ending.RECOVERED)));
  }

  private static void offers(Situation situation, Set<Down> single, List<Step> steps) {
    Set<List<String>> open = new HashSet<>();
    open(situation, Cause.OFFER).forEach(each -> open.add(List.of(each.provider(), each.offer())));
    Set<List<String>> down = new HashSet<>();
    for (Down each : situation.down()) {
      List<String> key = List.of(each.provider(), each.offer());
      down.add(key);
      if (single.contains(each) && !open.contains(key)) {
        steps.add(
            new Step.Opens(
                Cause.OFFER, each.provider(), each.offer(), each.reason(), each.since(), 1));
      }
    }
    Set<List<String>> alone = new HashSet<>();
    single.forEach(each -> alone.add(List.of(each.provider(), each.offer())));
    open(situation, Cause.OFFER)
        .filter(each -> !alone.contains(List.of(each.provider(), each.offer())))
        .forEach(
            each -> {
              boolean grouped = down.contains(List.of(each.provider(), each.offer()));
              steps.add(
                  new Step.Closes(
                      each.id(),
                      grouped
                          ? Step.Ending.GROUPED
                          : each.listed() ? Step.Ending.RECOVERED : Step.Ending.WITHDRAWN));
            });
  }

  private static Stream<Open> open(Situation situation, Cause cause) {
    return situation.open().stream().filter(each -> each.cause() == cause);
  }

  private static Predicate<Open> of(String provider) {
    return each -> each.provider().equals(provider);
  }
}
