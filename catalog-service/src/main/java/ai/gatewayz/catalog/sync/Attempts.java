package ai.gatewayz.catalog.sync;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.SyncEvent;
import ai.gatewayz.catalog.outbox.Outbox;
import ai.gatewayz.catalog.outbox.OutboxEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Opening and closing attempts. Who opens one holds a lease on the provider, which others respect
 * until it runs out; a change is only settled by the attempt that holds it.
 */
@ApplicationScoped
class Attempts {

  private static final String LEASE =
      "clock_timestamp() + cast(:lease as double precision) * interval '1 second'";

  /** By the database's clock, which is the same for all replicas. */
  private static final String CLAIM =
      "insert into provider_states as s (provider, lease_owner, lease_until, attempt, last_started)"
          + " values (:provider, :owner, "
          + LEASE
          + ", :attempt, clock_timestamp())"
          + " on conflict (provider) do update set lease_owner = excluded.lease_owner,"
          + " lease_until = excluded.lease_until, attempt = excluded.attempt,"
          + " last_started = excluded.last_started"
          // A lease that ran out is a replica that died: its attempt is no reason to wait.
          + " where s.lease_until < clock_timestamp() or (s.lease_until is null"
          + " and (s.last_started is null or s.last_started <="
          + " clock_timestamp() - cast(:age as double precision) * interval '1 second'))"
          // Nor is what was written before the clock was set back.
          + " or s.last_started > clock_timestamp()";

  /** This process, among the replicas. */
  private final String owner = UUID.randomUUID().toString();

  private final Outbox outbox;
  private final InstantSource clock;
  private final SyncConfig config;

  Attempts(Outbox outbox, InstantSource clock, SyncConfig config) {
    this.outbox = outbox;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Opens an attempt, unless another one runs, or one was begun more recently than the age; one
   * whose replica died does not count.
   *
   * @return empty where it is not this replica's turn
   */
  Uni<Optional<SyncAttempt>> open(String provider, Duration age) {
    SyncAttempt attempt = new SyncAttempt();
    attempt.id = UUID.randomUUID().toString();
    attempt.provider = provider;
    attempt.result = SyncEvent.Result.STARTED;
    return Panache.withTransaction(
        () ->
            claim(attempt, age)
                .chain(
                    claimed ->
                        claimed == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : begin(attempt).replaceWith(Optional.of(attempt))));
  }

  /** Its time is that of having the claim, which may have waited for the end of the one before. */
  private Uni<Void> begin(SyncAttempt attempt) {
    attempt.started = clock.instant();
    return buryDead(attempt.provider, attempt.started)
        .chain(() -> attempt.persist())
        .chain(() -> outbox.append(List.of(event(attempt, null, List.of()))));
  }

  private Uni<Integer> claim(SyncAttempt attempt, Duration age) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLAIM)
                    .setParameter("provider", attempt.provider)
                    .setParameter("owner", owner)
                    .setParameter("attempt", attempt.id)
                    .setParameter("lease", seconds(config.lease()))
                    .setParameter("age", seconds(age))
                    .executeUpdate());
  }

  /** Attempts that nobody closed, and nobody will any more, are closed by the next one. */
  private Uni<Void> buryDead(String provider, Instant now) {
    return SyncAttempt.<SyncAttempt>list("provider = ?1 and finished is null", provider)
        .chain(
            dead -> {
              for (SyncAttempt attempt : dead) {
                attempt.finished = now;
                attempt.result = SyncEvent.Result.FAILED;
                attempt.reason = "its replica ended or lost the database";
              }
              return outbox.append(
                  dead.stream().map(attempt -> event(attempt, null, List.of())).toList());
            });
  }

  /**
   * Whether the attempt is closed already, though its replica did not hear of it; then it is as it
   * was closed.
   */
  Uni<Boolean> recall(SyncAttempt attempt) {
    return SyncAttempt.<SyncAttempt>findById(attempt.id)
        .map(
            closed -> {
              if (closed == null || closed.finished == null) {
                return false;
              }
              attempt.finished = closed.finished;
              attempt.result = closed.result;
              attempt.reason = closed.reason;
              attempt.report = closed.report;
              return true;
            });
  }

  /** Says that the attempt is alive, unless it has given its lease back meanwhile. */
  Uni<Void> renew(SyncAttempt attempt) {
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(
                        session ->
                            session
                                .createNativeQuery(
                                    "update provider_states set lease_until = "
                                        + LEASE
                                        + " where provider = :provider and attempt = :attempt"
                                        + " and lease_until is not null")
                                .setParameter("lease", seconds(config.lease()))
                                .setParameter("provider", attempt.provider)
                                .setParameter("attempt", attempt.id)
                                .executeUpdate()))
        .replaceWithVoid();
  }

  /**
   * Locks the provider for the transaction that is open; fails where the lease has passed to
   * another attempt, whose word counts then.
   */
  Uni<Void> hold(SyncAttempt attempt) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select attempt from provider_states where provider = :provider for update",
                        String.class)
                    .setParameter("provider", attempt.provider)
                    .getSingleResult())
        .invoke(
            holder -> {
              if (!attempt.id.equals(holder)) {
                throw new LeaseLostException(attempt.provider);
              }
            })
        .replaceWithVoid();
  }

  /** Whether a list of the provider was ever read to its end, believed or not. */
  Uni<Boolean> readBefore(String provider) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select exists (select 1 from provider_states where provider = :provider"
                            + " and last_complete is not null) or exists (select 1 from"
                            + " sync_attempts where provider = :provider and result = :quarantined)",
                        Boolean.class)
                    .setParameter("provider", provider)
                    .setParameter("quarantined", SyncEvent.Result.QUARANTINED.name())
                    .getSingleResult());
  }

  /** Closes the attempt in the transaction that is open, and gives the lease back. */
  Uni<Void> close(SyncAttempt attempt, SyncEvent.Result result, String reason, SyncReport report) {
    attempt.finished = clock.instant();
    attempt.result = result;
    attempt.reason = reason;
    attempt.report = new String(EventJson.write(report), StandardCharsets.UTF_8);
    return Panache.getSession()
        .chain(session -> session.merge(attempt))
        .chain(() -> release(attempt))
        .chain(() -> outbox.append(List.of(event(attempt, report.counts(), report.drift()))));
  }

  private Uni<Integer> release(SyncAttempt attempt) {
    boolean complete = attempt.result == SyncEvent.Result.COMPLETE;
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "update provider_states set lease_until = null, last_attempt = :attempt,"
                            + " last_complete = case when :complete then :finished"
                            + " else last_complete end"
                            + " where provider = :provider and attempt = :attempt")
                    .setParameter("attempt", attempt.id)
                    .setParameter("provider", attempt.provider)
                    .setParameter("complete", complete)
                    .setParameter("finished", time(attempt.finished))
                    .executeUpdate());
  }

  private static OutboxEntry event(
      SyncAttempt attempt, SyncEvent.Counts counts, List<SyncEvent.Drift> drift) {
    SyncEvent event =
        new SyncEvent(
            attempt.provider,
            attempt.id,
            attempt.result,
            attempt.reason,
            counts,
            drift,
            attempt.started,
            attempt.finished);
    return OutboxEntry.sync(event, attempt.finished == null ? attempt.started : attempt.finished);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Another attempt has taken over: this one's reading is void. */
  static final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String provider) {
      super("another attempt has taken over " + provider);
    }
  }
}
