package ai.gatewayz.gateway.trial;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.gateway.standing.LiveStandings.Entry;
import ai.gatewayz.gateway.standing.StandingConfig;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which offers get half-open probes, and when. An offer that failed and is wanted is probed when
 * its backoff ends, and then every fifteen seconds: four probes a minute. Of a provider that is
 * down as a whole one offer at a time is probed. A provider that takes no connection is knocked at
 * instead, which costs nothing, and is asked when it opens. Pure; any thread may tell.
 */
final class LookSchedule {

  /** Bounds memory; what is beyond it is found out by requests. */
  private static final int MOST = 1_000;

  private static final Duration APART = Duration.ofSeconds(15);

  /** Kept no more exactly than this: it is told with every request. */
  private static final Duration EXACTNESS = Duration.ofSeconds(1);

  private final LiveStandings standings;
  private final StandingConfig config;
  private final Map<OfferKey, Watched> watched = new ConcurrentHashMap<>();
  private final Map<String, Door> doors = new HashMap<>();
  private final Paces paces = new Paces();

  LookSchedule(LiveStandings standings, StandingConfig config) {
    this.standings = standings;
    this.config = config;
  }

  /** What is to be done now. */
  sealed interface Step {
    /** to ask an offer; {@link #told} is owed */
    record Ask(OfferView offer, Operation operation) implements Step {}

    /** to open a connection to a provider; {@link #knocked} is owed */
    record Knock(String provider) implements Step {}
  }

  /** A request wanted an offer that is failing. */
  void wanted(OfferView offer, Operation operation, Instant now) {
    Watched known = watched.get(offer.key());
    if (known == null) {
      if (watched.size() < MOST) {
        watched.putIfAbsent(offer.key(), new Watched(offer, operation, now));
      }
    } else if (!now.isBefore(known.wanted.plus(EXACTNESS))) {
      known.wanted = now;
    }
  }

  /** A request has failed at an offer. */
  synchronized void failed(OfferView offer, Operation operation, Finding finding, Instant now) {
    wanted(offer, operation, now);
    Watched failed = watched.get(offer.key());
    if (failed != null) {
      failed.operation = operation;
      failed.unreachable = finding == Finding.UNREACHABLE;
    }
  }

  /**
   * A request with wishes of its own has failed at an offer that is not known to fail.
   *
   * @return whether to ask the offer; nothing is owed
   */
  synchronized boolean suspected(OfferKey offer, Instant now) {
    if (standings.entry(offer) != Entry.FREE) {
      return false;
    }
    Pace own = paces.of(offer.toString(), now);
    Pace all = paces.ofAllAt(offer.provider(), now);
    if (!own.allows(now) || !all.allows(now)) {
      return false;
    }
    own.asked(now);
    all.asked(now);
    return true;
  }

  synchronized List<Step> due(Instant now) {
    if (watched.isEmpty()) {
      return List.of();
    }
    watched.values().removeIf(one -> over(one, now));
    Map<String, List<Watched>> groups = new HashMap<>();
    for (Watched one : watched.values()) {
      groups.computeIfAbsent(whom(one), id -> new ArrayList<>()).add(one);
    }
    doors
        .keySet()
        .removeIf(id -> watched.values().stream().noneMatch(w -> w.provider().equals(id)));
    List<Step> steps = new ArrayList<>();
    // Where a provider's limit leaves room for some only, each has its turn.
    groups.entrySet().stream()
        .sorted(Comparator.comparing(group -> lastAsked(group.getValue())))
        .forEach(group -> step(group.getKey(), group.getValue(), now, steps));
    return steps;
  }

  private static Instant lastAsked(List<Watched> group) {
    return group.stream()
        .map(LookSchedule::lastAsked)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private static Instant lastAsked(Watched one) {
    return one.asked == null ? Instant.MIN : one.asked;
  }

  private boolean over(Watched one, Instant now) {
    boolean unwanted = !now.isBefore(one.wanted.plus(config.wanted()));
    return !one.asking && (unwanted || standings.entry(one.offer.key()) == Entry.FREE);
  }

  private String whom(Watched one) {
    return standings.away(one.provider()) ? one.provider() : one.offer.key().toString();
  }

  private void step(String whom, List<Watched> group, Instant now, List<Step> steps) {
    String provider = group.getFirst().provider();
    if (group.stream().anyMatch(one -> one.asking)) {
      return;
    }
    Door door = doors.get(provider);
    if (group.stream().anyMatch(one -> one.unreachable) && config.knock().isPositive()) {
      door = doors.computeIfAbsent(provider, id -> new Door());
      if (door.due(now)) {
        door.knock(now, config.knock());
        steps.add(new Step.Knock(provider));
      }
    }
    boolean shut = door != null && door.shut();
    boolean opened = door != null && door.opened();
    Pace pace = paces.of(whom, now);
    Pace all = paces.ofAllAt(provider, now);
    if (shut || !all.allows(now) || !(opened ? pace.allowsUrgent(now) : pace.allows(now))) {
      return;
    }
    // What has not failed itself says most of its provider.
    group.stream()
        .filter(one -> opened || due(one, now) && own(one, now).allows(now))
        .min(
            Comparator.<Watched, Boolean>comparing(one -> standings.failing(one.offer.key()))
                .thenComparing(one -> lastAsked(one))
                .thenComparing(one -> one.offer.key().toString()))
        .ifPresent(
            one -> {
              one.asking = true;
              one.asked = now;
              pace.asked(now);
              all.asked(now);
              if (own(one, now) != pace) {
                own(one, now).asked(now);
              }
              if (opened) {
                doors.get(provider).entered();
              }
              steps.add(new Step.Ask(one.offer, one.operation));
            });
  }

  private Pace own(Watched one, Instant now) {
    return paces.of(one.offer.key().toString(), now);
  }

  /** The time that a slow question took counts as its cooling's. */
  private boolean due(Watched one, Instant now) {
    return standings.entry(one.offer.key()) == Entry.DUE
        || one.slow && one.asked != null && !now.isBefore(one.asked.plus(APART));
  }

  /**
   * A question has ended, and what it found is filed.
   *
   * @param found null where it could not be asked
   */
  synchronized void told(OfferKey offer, Evidence found, Instant now) {
    Watched asked = watched.get(offer);
    if (asked != null) {
      asked.asking = false;
      asked.unreachable = found != null && found.finding() == Finding.UNREACHABLE;
      asked.slow =
          found != null
              && found.retryAfter().isEmpty()
              && !now.isBefore(asked.asked.plus(EXACTNESS));
    }
  }

  synchronized void knocked(String provider, boolean open) {
    Door door = doors.get(provider);
    if (door != null) {
      door.told(open);
      if (!open) {
        standings.shut(provider);
      }
    }
  }
}
