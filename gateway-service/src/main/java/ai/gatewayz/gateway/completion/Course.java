package ai.gatewayz.gateway.completion;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.attempt.Others;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request's way along its candidates: which is tried next, and what has failed so far. Lives on
 * one event loop.
 */
final class Course {

  private final Dataplane dataplane;
  private final CompletionRequest request;
  private final List<Candidate> order;
  private final List<Tried> tried = new ArrayList<>();

  private int place;
  private int here;
  private int made;
  private boolean failedBefore;

  Course(Dataplane dataplane, CompletionRequest request, List<Candidate> order) {
    this.dataplane = dataplane;
    this.request = request;
    this.order = order;
  }

  /**
   * The candidate to try now, with a seat at its provider that is to be given back; empty where no
   * provider that is left has one.
   */
  Optional<Candidate> next() {
    for (int at = place; at < order.size(); at++) {
      if (enter(at)) {
        return Optional.of(sit(at));
      }
    }
    // All that is left has just failed somebody: the best of it is tried all the same.
    for (int at = place; at < order.size(); at++) {
      if (dataplane.seats().take(provider(at))) {
        return Optional.of(sit(at));
      }
    }
    return Optional.empty();
  }

  /** Since the route was made, others may have found out more. */
  private boolean enter(int at) {
    boolean again = at == place && here > 0;
    LiveStandings.Entry entry =
        again ? LiveStandings.Entry.FREE : dataplane.standings().entry(order.get(at).offer().key());
    if (!again && keptAway(at, entry) || !dataplane.seats().take(provider(at))) {
      return false;
    }
    if (entry == LiveStandings.Entry.DUE
        && !dataplane.looks().asks(request.operation())
        && !dataplane.standings().claim(order.get(at).offer().key())) {
      dataplane.seats().give(provider(at));
      return false;
    }
    return true;
  }

  /** Nobody pays for a look at what failed while there is something that has not. */
  private boolean keptAway(int at, LiveStandings.Entry entry) {
    boolean away =
        switch (entry) {
          case FREE -> false;
          case COOLING -> true;
          case DUE -> dataplane.looks().asks(request.operation()) && freeAfter(at);
        };
    if (away) {
      dataplane.looks().wanted(order.get(at).offer(), request.operation());
    }
    return away;
  }

  private boolean freeAfter(int at) {
    LiveStandings standings = dataplane.standings();
    return order.subList(at + 1, order.size()).stream()
        .anyMatch(
            candidate -> standings.entry(candidate.offer().key()) == LiveStandings.Entry.FREE);
  }

  private Candidate sit(int at) {
    here = at == place ? here + 1 : 1;
    place = at;
    made++;
    if (here == 1) {
      failedBefore = dataplane.standings().failing(current().offer().key());
    }
    return order.get(at);
  }

  private String provider(int at) {
    return order.get(at).provider().id();
  }

  /** How many attempts were made. */
  int made() {
    return made;
  }

  Candidate current() {
    return order.get(place);
  }

  List<Tried> tried() {
    return List.copyOf(tried);
  }

  /** Whether nothing else is left to turn to. */
  boolean last() {
    return place + 1 >= order.size() || made >= dataplane.limits().most();
  }

  /** What else there is to turn to, as far as time goes. */
  Others others() {
    if (last()) {
      return Others.NONE;
    }
    boolean thinks = thinks(current());
    OptionalLong here = usualMillis(current());
    for (int at = place + 1; at < order.size(); at++) {
      OptionalLong there = usualMillis(order.get(at));
      boolean told = here.isPresent() && there.isPresent();
      boolean alike = thinks && thinks(order.get(at));
      if (told ? there.getAsLong() < here.getAsLong() : !alike) {
        return Others.QUICKER;
      }
    }
    return Others.SLOWER;
  }

  private static boolean thinks(Candidate candidate) {
    return candidate.offer().offer().can(Capability.REASONING);
  }

  /**
   * What to do after the current candidate has failed; where that is to move, it has moved.
   *
   * @param took from the call to its failure
   */
  Failover.Next failed(Evidence evidence, Duration took, Duration timeLeft) {
    tried.add(new Tried(current(), evidence));
    int larger = larger();
    int otherModel = otherModel(evidence.finding());
    Failover.Next next =
        Failover.after(
            evidence,
            new Failover.Situation(
                here,
                dataplane.limits().most() - made,
                place + 1 < order.size(),
                place + 1 < order.size() && anotherModel(place + 1),
                larger >= 0,
                otherModel >= 0,
                place > 0,
                failedBefore,
                took,
                timeLeft,
                usualTime(place),
                usualTime(place + 1)));
    if (next instanceof Failover.Next.Move move) {
      place =
          switch (move.where()) {
            case NEXT -> place + 1;
            case LARGER_CONTEXT -> larger;
            case OTHER_MODEL -> otherModel;
          };
      here = 0;
    }
    return next;
  }

  private int larger() {
    Integer now = current().offer().offer().contextTokens();
    for (int at = place + 1; at < order.size(); at++) {
      Integer there = order.get(at).offer().offer().contextTokens();
      boolean larger = now == null || there == null ? anotherModel(at) : there > now;
      if (larger) {
        return at;
      }
    }
    return -1;
  }

  /** A refusal by a content policy is for the caller to see, unless they named the next model. */
  private int otherModel(Finding finding) {
    boolean named =
        finding == Finding.CONTENT_REFUSED && !dataplane.routing().fallbacksAfterRefusal();
    for (int at = place + 1; at < order.size(); at++) {
      if (anotherModel(at) && !(named && order.get(at).substitute())) {
        return at;
      }
    }
    return -1;
  }

  private boolean anotherModel(int at) {
    return !order.get(at).model().equals(current().model());
  }

  /** Time to first token as it usually is: as measured here, else as health tells. */
  OptionalLong usualMillis(Candidate candidate) {
    OptionalLong measured = dataplane.standings().ttftMillis(candidate.offer().key());
    Availability verdict = candidate.offer().availability();
    return measured.isPresent() || verdict == null || verdict.ttftMillis() == null
        ? measured
        : OptionalLong.of(verdict.ttftMillis());
  }

  private Optional<Duration> usualTime(int at) {
    if (at >= order.size()) {
      return Optional.empty();
    }
    OptionalLong millis = usualMillis(order.get(at));
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }
}
