package ai.gatewayz.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are switched on, by provider and model; safe for use by several threads. */
public final class Faults {

  private record Switched(Fault fault, AtomicInteger met) {}

  private final Map<String, Switched> models = new ConcurrentHashMap<>();
  private final Map<String, Switched> lists = new ConcurrentHashMap<>();

  /**
   * @param model the provider's own model id, or {@code *} for all of its models; ignored for a
   *     fault of the list
   */
  public void set(String provider, String model, Fault fault) {
    Switched switched = new Switched(fault, new AtomicInteger());
    switch (fault) {
      case Fault.OfModel ignored -> models.put(provider + ":" + model, switched);
      case Fault.OfList ignored -> lists.put(provider, switched);
    }
  }

  public void clear(String provider, String model) {
    models.remove(provider + ":" + model);
  }

  /** Switches off all faults of a provider, those of its list included. */
  public void clear(String provider) {
    models.keySet().removeIf(key -> key.startsWith(provider + ":"));
    lists.remove(provider);
  }

  public void clear() {
    models.clear();
    lists.clear();
  }

  /** The fault that a request for a model meets; one that is limited in number counts it. */
  Optional<Fault.OfModel> meet(String provider, String model) {
    Switched switched = models.get(provider + ":" + model);
    if (switched == null) {
      switched = models.get(provider + ":*");
    }
    if (switched == null) {
      return Optional.empty();
    }
    return switch (switched.fault) {
      case Fault.Times limited ->
          switched.met.getAndIncrement() < limited.times()
              ? Optional.of(limited.fault())
              : Optional.empty();
      case Fault.OfModel fault -> Optional.of(fault);
      case Fault.OfList ignored -> Optional.empty();
    };
  }

  /** The fault that a request for a page of a list meets. */
  Optional<Fault.OfList> meetList(String provider, int page) {
    Switched switched = lists.get(provider);
    if (switched == null || !(switched.fault instanceof Fault.OfList fault)) {
      return Optional.empty();
    }
    return switch (fault) {
      case Fault.ListTimes limited ->
          meets(limited.fault(), page) && switched.met.getAndIncrement() < limited.times()
              ? Optional.of(limited.fault())
              : Optional.empty();
      case Fault.ListStatus status
          when !meets(status, page) || switched.met.getAndIncrement() >= status.times() ->
          Optional.empty();
      default -> meets(fault, page) ? Optional.of(fault) : Optional.empty();
    };
  }

  private static boolean meets(Fault.OfList fault, int page) {
    return switch (fault) {
      case Fault.ListCut cut -> cut.page() == page;
      case Fault.ListStatus status -> status.page() == page;
      case Fault.ListRefused refused -> refused.page() == page;
      default -> true;
    };
  }
}
