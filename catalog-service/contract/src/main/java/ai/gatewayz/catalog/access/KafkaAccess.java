package ai.gatewayz.catalog.access;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Knows what Kafka denies this service, for its log and its readiness: a right that is missing is
 * for an operator to grant, while everything else goes on. Any thread may use it.
 */
public final class KafkaAccess {

  private static final Logger LOG = Logger.getLogger(KafkaAccess.class);

  // Who is denied tries again every second or so; in between a look at nothing may well succeed.
  private static final long CERTAIN = Duration.ofSeconds(10).toNanos();

  private final Map<String, Denied> denied = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /**
   * @param right that is missing
   * @param at when it was missed last
   */
  private record Denied(String right, long at) {}

  public KafkaAccess() {
    this(System::nanoTime);
  }

  KafkaAccess(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Something could not be done. A failure that is not about rights changes nothing here.
   *
   * @param task what could not be done, as in "Kafka does not allow this service to …"
   */
  public void failed(String task, Throwable failure) {
    MissingRight.in(failure)
        .ifPresent(
            right -> {
              Denied before = denied.put(task, new Denied(right, nanos.getAsLong()));
              if (before == null || !before.right.equals(right)) {
                LOG.warnf(
                    "Kafka does not allow this service to %s: %s. Grant what the runbook lists under"
                        + " \"Access control\"; the service keeps retrying.",
                    task, right);
              }
            });
  }

  /** It could be done. */
  public void worked(String task) {
    Denied before = denied.get(task);
    if (before != null && nanos.getAsLong() - before.at > CERTAIN && denied.remove(task, before)) {
      LOG.infof("Kafka allows this service to %s again", task);
    }
  }

  /** The rights that are missing, by what cannot be done without. */
  public Map<String, String> denied() {
    Map<String, String> rights = new TreeMap<>();
    denied.forEach((task, each) -> rights.put(task, each.right));
    return rights;
  }
}
