package ai.gatewayz.catalog.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The quarantined changes of a provider before a sync, by offer. Immutable. */
public final class HeldChanges {

  private final Map<String, Kept> byId = new HashMap<>();

  /**
   * @param fingerprint of what the provider lists; null for a withdrawal
   */
  public record Kept(String id, String kind, String fingerprint, boolean rejected) {}

  /** What to do to the table so that it holds what a sync found. */
  public record Update(List<Held> put, List<String> remove) {
    public boolean isEmpty() {
      return put.isEmpty() && remove.isEmpty();
    }
  }

  public HeldChanges(Collection<Kept> kept) {
    kept.forEach(change -> byId.put(change.id(), change));
  }

  /** Whether an operator has said of exactly this change that it is not so. */
  public boolean rejected(Held change) {
    Kept kept = byId.get(change.id());
    return kept != null && kept.rejected() && same(kept, change);
  }

  /**
   * @param listed the ids that the sync read
   * @param complete whether it read all: if not, it says nothing of the others
   */
  public Update after(Judgement judgement, Set<String> listed, boolean complete) {
    List<Held> put = new ArrayList<>();
    Set<String> gone = new HashSet<>(byId.keySet());
    judgement.rejected().forEach(change -> gone.remove(change.id()));
    for (Held change : judgement.held()) {
      gone.remove(change.id());
      Kept kept = byId.get(change.id());
      if (kept == null || !same(kept, change)) {
        put.add(change);
      }
    }
    if (!complete) {
      gone.retainAll(listed);
    }
    return new Update(put, List.copyOf(gone));
  }

  private static boolean same(Kept kept, Held change) {
    return kept.kind().equals(change.kind().word())
        && Objects.equals(kept.fingerprint(), change.fingerprint());
  }
}
