package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.listing.ProviderReader;
import ai.gatewayz.catalog.log.Fields;
import ai.gatewayz.catalog.sync.Attempts.LeaseLostException;
import ai.gatewayz.providers.Provider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One sync of one provider, from opening the attempt to closing it. */
@ApplicationScoped
public class SyncJob {

  private static final Logger LOG = Logger.getLogger(SyncJob.class);

  private final Attempts attempts;
  private final ProviderReader reader;
  private final Settlement settlement;
  private final SyncMetrics metrics;
  private final SyncConfig config;
  private final Background background;

  SyncJob(
      Attempts attempts,
      ProviderReader reader,
      Settlement settlement,
      SyncMetrics metrics,
      SyncConfig config,
      Background background) {
    this.attempts = attempts;
    this.reader = reader;
    this.settlement = settlement;
    this.metrics = metrics;
    this.config = config;
    this.background = background;
  }

  /**
   * Syncs a provider.
   *
   * @param age do nothing where a sync was begun more recently
   * @return the closed attempt; empty where another replica is at it, or was recently
   */
  @WithSpan("sync")
  public Uni<Optional<SyncAttempt>> run(Provider provider, Duration age) {
    Span.current().setAttribute("gatewayz.provider", provider.id());
    return attempts
        .open(provider.id(), age)
        .chain(
            opened ->
                opened.isEmpty()
                    ? Uni.createFrom().item(opened)
                    : run(provider, opened.get()).map(Optional::of));
  }

  private Uni<SyncAttempt> run(Provider provider, SyncAttempt attempt) {
    Repeating renewal =
        background.every(
            config.lease().dividedBy(3),
            "Renewing the lease of a sync",
            () -> attempts.renew(attempt));
    return reader
        .read(provider)
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .chain(reading -> Panache.withTransaction(() -> settlement.settle(attempt, reading)))
        .onFailure(failure -> !(failure instanceof LeaseLostException))
        .recoverWithUni(failure -> fail(attempt, failure))
        .onTermination()
        .invoke(renewal::cancel)
        .invoke(() -> log(attempt))
        .invoke(() -> metrics.finished(attempt))
        .replaceWith(attempt);
  }

  /**
   * Something of ours went wrong: the attempt is closed as failed, in a transaction of its own,
   * unless its own was committed and only the answer was lost.
   */
  private Uni<Void> fail(SyncAttempt attempt, Throwable failure) {
    LOG.errorf(failure, "The sync of %s failed", attempt.provider);
    String reason = "the catalog failed to store the list; its log says why";
    attempt.result = SyncEvent.Result.FAILED;
    attempt.reason = reason;
    return Panache.withTransaction(
        () ->
            attempts
                .hold(attempt)
                .chain(() -> attempts.recall(attempt))
                .chain(
                    closed ->
                        closed
                            ? Uni.createFrom().voidItem()
                            : attempts.close(
                                attempt, SyncEvent.Result.FAILED, reason, SyncReport.NONE)));
  }

  private static void log(SyncAttempt attempt) {
    Fields.of("provider", attempt.provider)
        .and("sync", attempt.id)
        .and("result", attempt.result)
        .on(
            () ->
                LOG.infof(
                    "The sync of %s ended: %s%s",
                    attempt.provider,
                    attempt.result,
                    attempt.reason == null ? "" : ", " + attempt.reason));
  }
}
