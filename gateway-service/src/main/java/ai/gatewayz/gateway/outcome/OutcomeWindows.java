package ai.gatewayz.gateway.outcome;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.health.contract.OutcomeWindow;
import ai.gatewayz.health.contract.TtftBuckets;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Adds outcomes up per offer until they are taken. Any thread may add. */
@Singleton
public class OutcomeWindows {

  private final InstantSource clock;
  private final String replica = UUID.randomUUID().toString();
  private volatile Opened opened;

  OutcomeWindows(InstantSource clock) {
    this.clock = clock;
    opened = new Opened(clock.instant());
  }

  /** Names this process in its windows. */
  public String replica() {
    return replica;
  }

  void add(AttemptOutcome outcome) {
    while (!opened.add(outcome)) {
      // The window was closed in between; the next one is there already.
      Thread.onSpinWait();
    }
  }

  void refused(OfferView offer, Capability capability) {
    while (!opened.refused(offer, capability)) {
      Thread.onSpinWait();
    }
  }

  /** The windows since the last call, one per offer that was tried; begins the next ones. */
  synchronized List<OutcomeWindow> take() {
    Opened before = opened;
    if (before.sums.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    opened = new Opened(now);
    List<OutcomeWindow> windows = new ArrayList<>();
    before.sums.forEach((key, sum) -> windows.add(sum.close(replica, before.from, now)));
    return windows;
  }

  private static final class Opened {
    private final Instant from;
    private final Map<OfferKey, Sum> sums = new ConcurrentHashMap<>();

    Opened(Instant from) {
      this.from = from;
    }

    boolean add(AttemptOutcome outcome) {
      return sums.computeIfAbsent(outcome.offer().key(), key -> new Sum(outcome.offer()))
          .add(outcome);
    }

    boolean refused(OfferView offer, Capability capability) {
      return sums.computeIfAbsent(offer.key(), key -> new Sum(offer)).refused(capability);
    }
  }

  private static final class Sum {
    private final OfferView offer;
    private final Map<String, Long> findings = new HashMap<>();
    private final Map<Long, Long> ttft = new TreeMap<>();
    private final Map<Capability, Long> refusedFor = new EnumMap<>(Capability.class);
    private Integer httpStatus;
    private long input;
    private long output;
    private long estimatedInput;
    private long estimatedOutput;
    private boolean closed;

    Sum(OfferView offer) {
      this.offer = offer;
    }

    synchronized boolean add(AttemptOutcome outcome) {
      if (closed) {
        return false;
      }
      findings.merge(outcome.evidence().finding().label(), 1L, Long::sum);
      if (outcome.evidence().httpStatus() >= 400) {
        httpStatus = outcome.evidence().httpStatus();
      }
      if (outcome.ttft() != null) {
        ttft.merge(TtftBuckets.bound(outcome.ttft().toMillis()), 1L, Long::sum);
      }
      Usage usage = outcome.usage();
      if (usage != null) {
        input += usage.input();
        output += usage.output();
      }
      estimatedInput += outcome.estimate().input();
      estimatedOutput += outcome.estimate().output();
      return true;
    }

    synchronized boolean refused(Capability capability) {
      if (closed) {
        return false;
      }
      refusedFor.merge(capability, 1L, Long::sum);
      return true;
    }

    synchronized OutcomeWindow close(String replica, Instant from, Instant to) {
      closed = true;
      Offer of = offer.offer();
      return new OutcomeWindow(
          of.provider(),
          of.id(),
          of.model(),
          replica,
          from,
          to,
          findings,
          httpStatus,
          ttft,
          input,
          output,
          estimatedInput,
          estimatedOutput,
          refusedFor,
          false);
    }
  }
}
