package ai.gatewayz.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, for tests to look at; bounded, safe for use by several threads. */
public final class Journal {

  private static final int CAPACITY = 20_000;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private boolean enabled = true;

  synchronized void add(RecordedRequest request) {
    if (!enabled) {
      return;
    }
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** How often a model was asked for at a provider. */
  public synchronized int count(String provider, String model) {
    return (int)
        requests.stream()
            .filter(r -> r.provider().equals(provider) && model.equals(r.model()))
            .count();
  }

  public synchronized void clear() {
    requests.clear();
  }

  /** A benchmark does not pay for a journal. */
  public synchronized void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }
}
